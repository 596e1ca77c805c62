/** How each route is asked. What is not here is a GET of its address. */
import { formToken, tokenHash } from '@/lib/auth/token'
import { addDays, romeDay } from '@/lib/core/date'
import { type Richiesta, toFormData } from './chiamate'
import { type Nominato, PDF } from './oggetti'

export type ProvaRotta = {
  chiedi: (o: Nominato, token: string | undefined) => Omit<Richiesta, 'metodo' | 'token'>
  consuma?: true
}

const oggi = romeDay(new Date())
const campoModulo = (token: string | undefined) => (token ? formToken(tokenHash(token)) : '')
const saml = (percorso: string): ProvaRotta => ({
  chiedi: () => ({ percorso, corpo: toFormData({ SAMLResponse: 'bm9uIHZhbGlkYQ==', RelayState: 'x' }) }),
})
const json = (corpo: unknown) => ({
  corpo: JSON.stringify(corpo),
  intestazioni: { 'content-type': 'application/json' },
})

export const PROVE_ROTTE: Record<string, ProvaRotta> = {
  'POST /api/spid/acs': saml('/api/spid/acs'),
  'POST /api/cie/acs': saml('/api/cie/acs'),
  'POST /api/spid/slo': saml('/api/spid/slo'),
  'POST /api/cie/slo': saml('/api/cie/slo'),
  'GET /api/auth/[...nextauth]#session': { chiedi: () => ({ percorso: '/api/auth/session' }) },
  'GET /api/auth/[...nextauth]#signout': { chiedi: () => ({ percorso: '/api/auth/signout' }) },
  'POST /api/auth/[...nextauth]#session': { chiedi: () => ({ percorso: '/api/auth/session', corpo: toFormData({}) }) },
  'POST /esci/conferma': {
    chiedi: () => ({ percorso: '/esci/conferma', corpo: toFormData({ modulo: 'non quello' }) }),
  },
  'POST /api/spid/uscita': {
    chiedi: () => ({ percorso: '/api/spid/uscita', corpo: toFormData({ modulo: 'non quello' }) }),
  },
  'POST /api/spid/registro': {
    chiedi: (_o, token) => ({
      percorso: '/api/spid/registro',
      corpo: toFormData({
        codiceFiscale: '',
        riferimento: '',
        dal: addDays(oggi, -1),
        al: oggi,
        motivo: 'Prova della matrice',
        modulo: campoModulo(token),
      }),
    }),
  },
  'DELETE /api/documenti/[id]': { chiedi: (o) => ({ percorso: `/api/documenti/${o.id}` }), consuma: true },
  'PATCH /api/bozze/[id]': {
    chiedi: (o) => ({
      percorso: `/api/bozze/${o.id}`,
      ...json({ passo: 'tipo', valori: { tipo: 'singola' }, revisione: 99 }),
    }),
    consuma: true,
  },
  'POST /api/allegati': {
    chiedi: (o, token) => ({
      percorso: '/api/allegati',
      corpo: toFormData({ token: campoModulo(token), bozzaId: o.id ?? '', allegato: 'schema-grafico' }),
    }),
  },
  'POST /api/uploadthing': {
    chiedi: (o) => ({
      percorso: '/api/uploadthing?slug=allegato&actionType=upload',
      ...json({
        input: { bozzaId: o.id, allegato: 'schema-grafico' },
        files: [{ name: 'nuovo.pdf', size: 1000, type: 'application/pdf', lastModified: 1 }],
      }),
    }),
    consuma: true,
  },
  'HEAD /api/ingest/[key]': { chiedi: (o) => ({ percorso: o.firmato ?? '' }) },
  'PUT /api/ingest/[key]': {
    chiedi: (o) => ({
      percorso: o.firmato ?? '',
      corpo: toFormData({ file: new File([PDF], 'prova.pdf', { type: 'application/pdf' }) }),
    }),
    consuma: true,
  },
}
