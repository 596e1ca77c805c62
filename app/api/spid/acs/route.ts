import { answerRisposta } from '@/lib/spid/acs'
import { accessoRifiutato } from '@/lib/spid/refusal'

export const POST = (request: Request) => answerRisposta(request, 'spid')

export const GET = () => accessoRifiutato({ motivo: 'messaggio', federazione: 'spid' })
