import type { NextRequest } from 'next/server'
import { backToSignOut, signOut } from '@/lib/auth/sign-out'

export const POST = (request: NextRequest) => signOut(request)

export const GET = backToSignOut
