/**
 * The transport procedure's questions put to another permit engine, `onroute-policy-engine` 2.0.1 (British Columbia,
 * Apache-2.0), so that «how fast» has a measure from outside. The package brings an engine and no policy: this one is
 * ours, with the same kind of requirements, about the same convoy as the sample istanza.
 */
import { Policy } from 'onroute-policy-engine'
import type { AxleConfiguration, PermitApplication, PolicyDefinition } from 'onroute-policy-engine/types'
import { addDays, type IsoDate } from '@/lib/core/date'

type Rule = PolicyDefinition['commonRules'][number]
type Condition = { operator: string; value: unknown; fact?: string; params?: Record<string, unknown> }

/** A requirement on one answer; where it does not hold the application breaks the policy. */
const required = (path: string, condition: Condition, message: string): Rule => ({
  conditions: { all: [{ not: { fact: 'permitData', path: `$.${path}`, ...condition } }] },
  event: {
    type: 'violation',
    params: { message, code: 'field-validation-error', fieldReference: `permitData.${path}` },
  },
})
const written = (path: string, message: string) =>
  required(path, { operator: 'stringMinimumLength', value: 1 }, message)
const matching = (path: string, pattern: string, message: string) =>
  required(path, { operator: 'regex', value: pattern }, message)
const between = (path: string, min: number, max: number, message: string) => [
  required(path, { operator: 'greaterThanInclusive', value: min }, message),
  required(path, { operator: 'lessThanInclusive', value: max }, message),
]

/** 72 t on 8 axles in four units, as the sample convoy: metres and kg. */
const AXLE_UNITS: AxleConfiguration[] = [
  { numberOfAxles: 2, axleSpread: 1.85, axleUnitWeight: 15_000, numberOfTires: 4 },
  { numberOfAxles: 2, axleSpread: 1.37, interaxleSpacing: 2.5, axleUnitWeight: 19_000, numberOfTires: 8 },
  { numberOfAxles: 3, axleSpread: 2.72, interaxleSpacing: 4.8, axleUnitWeight: 28_500, numberOfTires: 12 },
  { numberOfAxles: 1, interaxleSpacing: 1.36, axleUnitWeight: 9_500, numberOfTires: 4 },
]

const COMMON: Rule[] = [
  written('companyName', 'Manca il richiedente'),
  written('contactDetails.firstName', 'Manca il nome del referente'),
  written('contactDetails.lastName', 'Manca il cognome del referente'),
  matching('contactDetails.phone1', '^[0-9 +()-]{6,}$', 'Il telefono non è completo'),
  matching('contactDetails.email', '^[^@ ]+@[^@ ]+$', 'L’indirizzo di posta non è completo'),
  written('mailingAddress.addressLine1', 'Manca l’indirizzo'),
  written('mailingAddress.city', 'Manca il Comune'),
  matching('mailingAddress.postalCode', '^[0-9]{5}$', 'Il CAP ha cinque cifre'),
  matching('vehicleDetails.plate', '^[A-Z]{2}[0-9]{3}[A-Z]{2}$', 'La targa non è di una motrice'),
  matching('vehicleDetails.vin', '^[A-Z0-9]{6}$', 'Il telaio non è completo'),
  written('vehicleDetails.make', 'Manca la marca'),
  matching('startDate', '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', 'La data di inizio non è una data'),
  {
    conditions: {
      all: [{ fact: 'permitData', path: '$.startDate', operator: 'dateLessThan', value: { fact: 'validationDate' } }],
    },
    event: { type: 'violation', params: { message: 'Il periodo è già cominciato', code: 'field-validation-error' } },
  },
]

const SINGLE_TRIP: Rule[] = [
  ...between('permitDuration', 1, 90, 'Una singola vale al più tre mesi'),
  written('permittedCommodity.loadDescription', 'Manca la descrizione del carico'),
  required(
    'permittedCommodity.commodityType',
    { operator: 'in', value: ['apparecchiature'] },
    'Il carico non è ammesso',
  ),
  written('permittedRoute.manualRoute.origin', 'Manca la partenza'),
  written('permittedRoute.manualRoute.destination', 'Manca l’arrivo'),
  required('permittedRoute.manualRoute.highwaySequence', { operator: 'contains', value: 'SP 21' }, 'Manca la strada'),
  ...between('permittedRoute.manualRoute.totalDistance', 0.1, 500, 'La lunghezza del percorso non è credibile'),
  ...between('vehicleConfiguration.overallLength', 1, 75, 'La lunghezza non è credibile'),
  ...between('vehicleConfiguration.overallWidth', 1, 6, 'La larghezza non è credibile'),
  ...between('vehicleConfiguration.overallHeight', 1, 6, 'L’altezza non è credibile'),
  ...between('vehicleConfiguration.loadedGVW', 1, 108_000, 'La massa passa il limite della singola'),
  {
    conditions: { all: [{ not: { fact: 'configurationIsValid', operator: 'equal', value: true } }] },
    event: { type: 'violation', params: { message: 'I veicoli non si possono unire', code: 'configuration-invalid' } },
  },
  ...Array.from({ length: AXLE_UNITS.length }, (_, i) =>
    between(`vehicleConfiguration.axleConfiguration[${i}].axleUnitWeight`, 1, 50_000, 'La massa del gruppo di assi'),
  ).flat(),
]

const POLICY: PolicyDefinition = {
  minPEVersion: '2.0.1',
  geographicRegions: [],
  commonRules: COMMON,
  permitTypes: [
    {
      id: 'SINGOLA',
      name: 'Autorizzazione singola',
      routingRequired: true,
      weightDimensionRequired: false, // with both, this release finds no vehicle that may be used
      sizeDimensionRequired: true,
      commodityRequired: true,
      rules: SINGLE_TRIP,
      costRules: [
        { fact: 'fixedCost', params: { cost: 16 } },
        { fact: 'costPerKilometre', params: { cost: 2, minValue: 30 } },
        {
          fact: 'rangeMatrixCostLookup',
          params: {
            rangeLookupKey: '$.permittedCommodity.commodityType',
            matrixFactValue: '$.vehicleConfiguration.loadedGVW',
            matrixMap: [{ key: 'apparecchiature', value: 'massa' }],
          },
        },
      ],
    },
  ],
  rangeMatrices: [
    {
      id: 'massa',
      name: 'Per massa complessiva',
      matrix: Array.from({ length: 12 }, (_, i) => ({ min: i * 10_000, max: i * 10_000 + 9_999, value: i * 25 })),
    },
  ],
  globalWeightDefaults: { powerUnits: [], trailers: [] },
  globalSizeDefaults: { fp: 3, rp: 6.5, w: 2.55, h: 4, l: 16.5 },
  vehicleCategories: {
    powerUnitCategories: [{ id: 'motrice', name: 'Motrice' }],
    trailerCategories: [{ id: 'rimorchio', name: 'Rimorchio' }],
  },
  vehicleTypes: {
    powerUnitTypes: [{ id: 'TRATTORE', name: 'Trattore stradale', category: 'motrice' }],
    trailerTypes: [{ id: 'RIBASSATO', name: 'Semirimorchio ribassato', category: 'rimorchio' }],
  },
  commodities: [
    {
      id: 'apparecchiature',
      name: 'Apparecchiature',
      powerUnits: [
        {
          type: 'TRATTORE',
          trailers: [
            { type: 'RIBASSATO', booster: false, jeep: false, sizePermittable: true, weightPermittable: true },
          ],
        },
      ],
    },
  ],
  bridgeCalculationConstants: { multiplier: 3000, minWeight: 18_000 },
}

function application(oggi: IsoDate): PermitApplication {
  return {
    permitType: 'SINGOLA',
    permitData: {
      companyName: 'LUNI TRASPORTI S.R.L.',
      clientNumber: '1',
      permitDuration: 30,
      commodities: [],
      contactDetails: {
        firstName: 'Lucia',
        lastName: 'Campione',
        phone1: '0187000000',
        email: 'lucia.campione@example.org',
      },
      mailingAddress: {
        addressLine1: 'Via di Prova 1',
        city: 'Luni',
        provinceCode: 'SP',
        countryCode: 'IT',
        postalCode: '19034',
      },
      vehicleDetails: {
        vin: 'ZZ0001',
        plate: 'ZZ001ZZ',
        make: 'Esempio',
        countryCode: 'IT',
        provinceCode: 'SP',
        vehicleType: 'powerUnit',
        vehicleSubType: 'TRATTORE',
      },
      startDate: addDays(oggi, 20),
      expiryDate: addDays(oggi, 50),
      permittedCommodity: { commodityType: 'apparecchiature', loadDescription: 'Trasformatore' },
      vehicleConfiguration: {
        overallLength: 20.4,
        overallWidth: 3,
        overallHeight: 4.2,
        trailers: [{ vehicleSubType: 'RIBASSATO' }],
        loadedGVW: 72_000,
        axleConfiguration: AXLE_UNITS,
      },
      permittedRoute: {
        manualRoute: {
          highwaySequence: ['SP 21', 'SP 19', 'Via di Prova'],
          origin: 'Luni',
          destination: 'La Spezia',
          totalDistance: 16.5,
        },
      },
    },
  }
}

export const REQUIREMENTS = COMMON.length + SINGLE_TRIP.length

/**
 * One whole check by the other engine: its policy, its fee, its bridge formula.
 *
 * @throws Error when it does not accept a good application or does not find what is wrong in a bad one: it would then
 * measure nothing
 */
export async function openReference(oggi: IsoDate): Promise<() => Promise<unknown>> {
  const policy = new Policy(POLICY)
  const good = application(oggi)
  const bad = { ...good, permitData: { ...good.permitData, companyName: '', startDate: addDays(oggi, -2) } } // past in any zone
  const [accepted, refused] = [await policy.validate(good), await policy.validate(bad)]
  if (accepted.violations.length > 0 || accepted.cost.length !== 3 || refused.violations.length !== 2)
    throw new Error(`The reference engine answers oddly: ${JSON.stringify({ accepted, refused })}`)
  return async () => [await policy.validate(good), policy.calculateBridge(AXLE_UNITS)]
}
