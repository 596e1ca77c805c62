/**
 * The shape of a procedure. A definition is data (a YAML file, then a row of `procedimento_versioni`): the engine
 * renders its pages, checks its answers, counts its fees and its terms. A new procedure needs no new page.
 */
import { z } from 'zod'
import { LIVELLI_SERVIZIO } from './rules-livello'

const codice = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Usa minuscole, cifre e trattini')
const nomeCampo = z.string().regex(/^[a-z][a-zA-Z0-9_]*$/, 'Usa lettere e cifre, senza spazi')

/** A condition on the answers; `campo` is a path from the root of the answers: 'tipo', 'urgenza.richiesta'. */
export type Condizione =
  | { campo: string; op: 'uguale' | 'diverso' | 'maggiore' | 'minore'; valore: string | number | boolean }
  | { campo: string; op: 'tra'; valori: (string | number | boolean)[] }
  | { campo: string; op: 'presente' | 'assente' }
  | { regola: string } // a named predicate of the procedure's rules: 'sagoma-eccezionale'
  | { tutte: Condizione[] }
  | { una: Condizione[] }
  | { non: Condizione }
const scalare = z.union([z.string(), z.number(), z.boolean()])
export const condizione: z.ZodType<Condizione> = z.lazy(() =>
  z.union([
    z.strictObject({ campo: z.string(), op: z.enum(['uguale', 'diverso', 'maggiore', 'minore']), valore: scalare }),
    z.strictObject({ campo: z.string(), op: z.literal('tra'), valori: z.array(scalare).min(1) }),
    z.strictObject({ campo: z.string(), op: z.enum(['presente', 'assente']) }),
    z.strictObject({ regola: z.string() }),
    z.strictObject({ tutte: z.array(condizione).min(1) }),
    z.strictObject({ una: z.array(condizione).min(1) }),
    z.strictObject({ non: condizione }),
  ]),
)

/** Why a datum is asked and how long it is kept (S60). */
const trattamento = z.strictObject({
  finalita: z.string(),
  base: z.string(),
  categoria: z.enum(['comune', 'particolare', 'giudiziaria', 'nessuna']),
})

const comuneCampo = {
  nome: nomeCampo,
  etichetta: z.string().min(1),
  aiuto: z.string().optional(),
  facoltativo: z.boolean().default(false),
  quando: condizione.optional(),
  /** What to say when it is missing: 'Inserisci la targa del veicolo' */
  seManca: z.string().optional(),
}
const opzione = z.strictObject({
  valore: z.string(),
  etichetta: z.string(),
  aiuto: z.string().optional(),
  quando: condizione.optional(),
})

const campoSemplice = z.discriminatedUnion('genere', [
  z.strictObject({
    genere: z.literal('testo'),
    ...comuneCampo,
    max: z.number().int().max(500).default(200),
    autocomplete: z.string().optional(),
  }),
  z.strictObject({
    genere: z.literal('testo_lungo'),
    ...comuneCampo,
    min: z.number().int().default(0),
    max: z.number().int().max(10_000).default(2000),
  }),
  /** Stored as an integer in the base unit: decimals 1 and unit 't' store kg when scala is 1000. */
  z.strictObject({
    genere: z.literal('numero'),
    ...comuneCampo,
    unita: z.string().optional(),
    decimali: z.number().int().min(0).max(3).default(0),
    scala: z.number().int().default(1),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  z.strictObject({
    genere: z.literal('data'),
    ...comuneCampo,
    nonPrimaDi: z.enum(['oggi']).optional(),
    nonDopoDi: z.enum(['oggi']).optional(),
  }),
  z.strictObject({
    genere: z.literal('scelta'),
    ...comuneCampo,
    opzioni: z.array(opzione).min(2),
    forma: z.enum(['radio', 'tendina']).default('radio'),
  }),
  z.strictObject({ genere: z.literal('scelte'), ...comuneCampo, opzioni: z.array(opzione).min(1) }),
  z.strictObject({ genere: z.literal('si_no'), ...comuneCampo }),
  z.strictObject({ genere: z.literal('codice_fiscale'), ...comuneCampo }),
  z.strictObject({ genere: z.literal('partita_iva'), ...comuneCampo }),
  z.strictObject({ genere: z.literal('targa'), ...comuneCampo }),
  z.strictObject({ genere: z.literal('email'), ...comuneCampo }),
  z.strictObject({ genere: z.literal('telefono'), ...comuneCampo }),
  z.strictObject({ genere: z.literal('comune'), ...comuneCampo }),
])
/** Kinds that need care are components registered with the engine (components/procedimenti/registry). */
const campoSpeciale = z.discriminatedUnion('genere', [
  z.strictObject({ genere: z.literal('convoglio'), ...comuneCampo, parte: z.enum(['veicoli', 'misure', 'assi']) }),
  z.strictObject({ genere: z.literal('percorso'), ...comuneCampo }),
  z.strictObject({ genere: z.literal('periodo'), ...comuneCampo }),
])
const gruppo = z.strictObject({ genere: z.literal('gruppo'), ...comuneCampo, campi: z.array(campoSemplice).min(1) }) // answers nested under its name
const elenco = z.strictObject({
  genere: z.literal('elenco'),
  ...comuneCampo,
  min: z.number().int().min(0).default(1),
  max: z.number().int().max(50).default(20),
  singolare: z.string(), // 'documento'
  campi: z.array(campoSemplice).min(1),
})
export const campo = z.union([campoSemplice, campoSpeciale, gruppo, elenco])
export type Campo = z.output<typeof campo>
export type CampoSemplice = z.output<typeof campoSemplice>

export const passo = z.strictObject({
  id: codice, // also its address
  titolo: z.string(), // the h1, a sentence: 'Quanto pesa ogni asse?'
  guida: z.string().optional(),
  quando: condizione.optional(),
  campi: z.array(campo).min(1),
})
export type Passo = z.output<typeof passo>

export const sezione = z.strictObject({
  id: codice,
  titolo: z.string(), // starts with a verb: 'Descrivi il convoglio'
  quando: condizione.optional(),
  passi: z.array(passo).min(1),
})
export type Sezione = z.output<typeof sezione>

export const TIPI_FILE = ['pdf', 'p7m', 'jpg', 'png'] as const
export const allegato = z.strictObject({
  id: codice,
  titolo: z.string(),
  descrizione: z.string().optional(),
  obbligatorio: z.boolean().default(true), // when `quando` holds
  quando: condizione.optional(),
  norma: z.string().optional(),
  tipi: z.array(z.enum(TIPI_FILE)).min(1).default(['pdf', 'p7m', 'jpg', 'png']),
  maxMB: z.number().int().min(1).max(200).default(20),
  maxFile: z.number().int().min(1).max(20).default(5),
})
export type Allegato = z.output<typeof allegato>

export const tariffa = z.strictObject({
  codice,
  descrizione: z.string(),
  quando: condizione.optional(),
  /** Key of the dated setting that holds the amount in cents, … */
  impostazione: z.string().optional(),
  norma: z.string(),
})

export const scheda = z.strictObject({
  titolo: z.string(),
  descrizioneBreve: z.string().max(160),
  destinatari: z.string(),
  pubblico: z.array(z.enum(['cittadini', 'imprese', 'tecnici', 'enti'])).min(1),
  argomenti: z.array(z.string()).min(1),
  bisogno: z.string(), // heading under which it is listed: 'Per chi trasporta e lavora sulle strade'
  descrizione: z.string().optional(),
  comeFare: z.string(),
  cosaServe: z.array(z.string()).min(1),
  cosaSiOttiene: z.string(),
  tempi: z.string(),
  costi: z.string(),
  condizioni: z.string(),
  norme: z.array(z.strictObject({ testo: z.string(), url: z.url().optional() })).min(1),
  rimedi: z.string(),
  domandeFrequenti: z.array(z.strictObject({ domanda: z.string(), risposta: z.string() })).default([]),
  parole: z.array(z.string()).default([]), // search words people use
  tempoCompilazioneMinuti: z.number().int(),
  aggiornataIl: z.string(),
})
export type Scheda = z.output<typeof scheda>

const silenzio = z.enum(['nessuno', 'assenso', 'diniego', 'inadempimento'])

export const definizione = z.strictObject({
  codice,
  titolo: z.string(),
  ufficio: z.string(), // code of the office
  /** Named rule set that adds what data cannot say (lib/procedimenti/registry): 'trasporto-eccezionale'. */
  regole: z.string().optional(),
  perConto: z.array(z.enum(['se_stesso', 'organizzazione'])).min(1),
  /** SPID level it asks for, when not the usual one. Optional: the fingerprint of a published definition stays the same. */
  livello: z.literal(LIVELLI_SERVIZIO).optional(),
  /** People who must sign besides whoever files, and who they are: 'il progettista e il direttore dei lavori'. */
  firmatari: z.strictObject({ minimo: z.number().int().min(1).max(10), chi: z.string() }).optional(),
  scheda,
  trattamento: trattamento.extend({ conservazione: z.string() }), // of all its fields; a field may say more
  verificaPreliminare: z.boolean().default(false),
  sezioni: z.array(sezione).min(1),
  allegati: z.array(allegato).default([]),
  tariffe: z.array(tariffa).default([]),
  dichiarazioni: z
    .array(
      z.strictObject({ id: codice, testo: z.string(), quando: condizione.optional(), norma: z.string().optional() }),
    )
    .default([]),
  termine: z.strictObject({
    giorni: z.number().int().min(1).max(180),
    unita: z.enum(['giorni', 'giorni_lavorativi']).default('giorni'),
    norma: z.string(),
    silenzio,
    sospensioneMaxGiorni: z.number().int().max(30).default(30),
    /** Silence means something else on these answers; the first that holds. */
    silenzi: z.array(z.strictObject({ quando: condizione, silenzio, norma: z.string() })).optional(),
    /** What an incomplete istanza does to the term, when it does not only stop it: it starts again from the answer. */
    incompleta: z
      .strictObject({ effetto: z.literal('ricomincia'), entroGiorni: z.number().int().min(1), norma: z.string() })
      .optional(),
    /** A shorter term when the condition holds: urgency. */
    ridotto: z
      .array(
        z.strictObject({
          quando: condizione,
          giorni: z.number().int(),
          unita: z.enum(['giorni', 'giorni_lavorativi']),
          norma: z.string(),
        }),
      )
      .default([]),
    daConfermare: z.boolean().default(false),
  }),
  esiti: z
    .array(
      z.strictObject({
        codice: z.enum(['accolta', 'accolta_prescrizioni', 'differita', 'respinta', 'inammissibile']),
        etichetta: z.string(),
        atto: z.enum(['autorizzazione', 'nulla_osta', 'diniego', 'provvedimento']),
        modello: z.string(), // name@version of the printed template
      }),
    )
    .min(1),
  /** Answers that make the one-line object in lists: '{tipo}: {oggetto}'. A rule set may compute it instead. */
  oggetto: z.string(),
  verificaPubblica: z.boolean().default(false), // its act has a QR
  /** What a favourable act opens besides itself: papers of the archive, chosen with the proposal. */
  concede: z.literal('carte_archivio').optional(),
  /** Remedies printed on its acts, when not the general ones. */
  rimediAtto: z.string().optional(),
})
export type Definizione = z.output<typeof definizione>
export type DefinizioneInput = z.input<typeof definizione>
