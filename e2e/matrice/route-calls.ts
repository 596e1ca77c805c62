/** How each route is asked. What is not here is a GET of its address. */
import { formToken, tokenHash } from '@/lib/auth/token'
import { addDays, romeDay } from '@/lib/core/date'
import { type Named, PDF } from './objects/shared'
import { type Sent, toFormData } from './requests'

export type RouteCall = {
  ask: (o: Named, token: string | undefined) => Omit<Sent, 'method' | 'token'>
  consumes?: true
}

const oggi = romeDay(new Date())
const formField = (token: string | undefined) => (token ? formToken(tokenHash(token)) : '')
const saml = (path: string): RouteCall => ({
  ask: () => ({ path, body: toFormData({ SAMLResponse: 'bm9uIHZhbGlkYQ==', RelayState: 'x' }) }),
})
const json = (body: unknown) => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})

export const ROUTE_CALLS: Record<string, RouteCall> = {
  'POST /api/spid/acs': saml('/api/spid/acs'),
  'POST /api/cie/acs': saml('/api/cie/acs'),
  'POST /api/spid/slo': saml('/api/spid/slo'),
  'POST /api/cie/slo': saml('/api/cie/slo'),
  'GET /api/auth/[...nextauth]#session': { ask: () => ({ path: '/api/auth/session' }) },
  'GET /api/auth/[...nextauth]#signout': { ask: () => ({ path: '/api/auth/signout' }) },
  'POST /api/auth/[...nextauth]#session': { ask: () => ({ path: '/api/auth/session', body: toFormData({}) }) },
  'POST /esci/conferma': {
    ask: () => ({ path: '/esci/conferma', body: toFormData({ modulo: 'non quello' }) }),
  },
  'POST /api/spid/uscita': {
    ask: () => ({ path: '/api/spid/uscita', body: toFormData({ modulo: 'non quello' }) }),
  },
  'POST /api/spid/registro': {
    ask: (_o, token) => ({
      path: '/api/spid/registro',
      body: toFormData({
        codiceFiscale: '',
        riferimento: '',
        dal: addDays(oggi, -1),
        al: oggi,
        motivo: 'Prova della matrice',
        modulo: formField(token),
      }),
    }),
  },
  'GET /api/iiif/unita/[id]/pagine/[pagina]': {
    ask: (o) => ({ path: `/api/iiif/unita/${o.id}/pagine/${o.paginaId}` }),
  },
  'GET /api/iiif/unita/[id]/cerca': { ask: (o) => ({ path: `/api/iiif/unita/${o.id}/cerca?q=cemento` }) },
  'GET /api/iiif/unita/[id]/suggerisci': { ask: (o) => ({ path: `/api/iiif/unita/${o.id}/suggerisci?q=c` }) },
  'GET /api/iiif/immagini/[id]': { ask: (o) => ({ path: `/api/iiif/immagini/${o.paginaId}` }) },
  'GET /api/iiif/immagini/[id]/info.json': { ask: (o) => ({ path: `/api/iiif/immagini/${o.paginaId}/info.json` }) },
  'GET /api/iiif/immagini/[id]/[regione]/[dimensione]/[rotazione]/[file]': {
    ask: (o) => ({ path: `/api/iiif/immagini/${o.paginaId}/0,0,512,512/512,512/0/default.jpg` }),
  },
  'GET /api/oai': { ask: () => ({ path: '/api/oai?verb=Identify' }) },
  'POST /api/oai': { ask: () => ({ path: '/api/oai', body: toFormData({ verb: 'Identify' }) }) },
  'GET /api/archivio/raccolta/[formato]': { ask: () => ({ path: '/api/archivio/raccolta/csv' }) },
  'GET /api/archivio/citazione/[id]/[formato]': { ask: (o) => ({ path: `/api/archivio/citazione/${o.id}/ris` }) },
  'GET /api/archivio/elenco': { ask: () => ({ path: '/api/archivio/elenco?q=muro' }) },
  'DELETE /api/documenti/[id]': { ask: (o) => ({ path: `/api/documenti/${o.id}` }), consumes: true },
  'PATCH /api/bozze/[id]': {
    ask: (o) => ({
      path: `/api/bozze/${o.id}`,
      ...json({ passo: 'tipo', valori: { tipo: 'singola' }, revisione: 99 }),
    }),
    consumes: true,
  },
  'POST /api/allegati': {
    ask: (o, token) => ({
      path: '/api/allegati',
      body: toFormData({ token: formField(token), bozzaId: o.id ?? '', allegato: 'schema-grafico' }),
    }),
  },
  'POST /api/uploadthing': {
    ask: (o) => ({
      path: '/api/uploadthing?slug=allegato&actionType=upload',
      ...json({
        input: { bozzaId: o.id, allegato: 'schema-grafico' },
        files: [{ name: 'nuovo.pdf', size: 1000, type: 'application/pdf', lastModified: 1 }],
      }),
    }),
    consumes: true,
  },
  'HEAD /api/ingest/[key]': { ask: (o) => ({ path: o.firmato ?? '' }) },
  'PUT /api/ingest/[key]': {
    ask: (o) => ({
      path: o.firmato ?? '',
      body: toFormData({ file: new File([PDF], 'prova.pdf', { type: 'application/pdf' }) }),
    }),
    consumes: true,
  },
}
