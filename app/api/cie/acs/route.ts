import { answerRisposta } from '@/lib/spid/acs'
import { accessoRifiutato } from '@/lib/spid/refusal'

export const POST = (request: Request) => answerRisposta(request, 'cie')

export const GET = () => accessoRifiutato({ motivo: 'messaggio', federazione: 'cie' })
