import { expect, test } from 'vitest'
import { ErroreOai, parseDomandaOai, rangeOf, readSegno, writeSegno } from './protocollo-oai'

// OAI-PMH 2.0, § 3.6 and § 4: which error for which request.
const codeOf = (query: string): string => {
  try {
    parseDomandaOai([...new URLSearchParams(query).entries()])
    return 'ok'
  } catch (error) {
    return error instanceof ErroreOai ? error.codice : String(error)
  }
}
const SEGNO = {
  from: '2026-01-01',
  until: null,
  set: null,
  at: '2026-03-04T05:06:07.123456Z',
  id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
}
const TOKEN = writeSegno(SEGNO)
const list = 'verb=ListRecords&metadataPrefix=oai_dc'

test.each([
  ['', 'badVerb'],
  ['verb=Nope', 'badVerb'],
  ['verb=Identify&verb=Identify', 'badVerb'],
  ['verb=Identify', 'ok'],
  ['verb=Identify&set=x', 'badArgument'],
  ['verb=ListRecords', 'badArgument'],
  [list, 'ok'],
  ['verb=ListRecords&metadataPrefix=ead', 'cannotDisseminateFormat'],
  [`${list}&from=2026-02-30`, 'badArgument'],
  [`${list}&from=2026-02-28&until=2026-02-28`, 'ok'],
  [`${list}&from=2026-02-28&until=2026-02-27`, 'badArgument'],
  [`${list}&from=2026-02-28&until=2026-03-01T00:00:00Z`, 'badArgument'],
  [`${list}&from=2026-02-28T10:00:00`, 'badArgument'],
  [`${list}&from=2026-02-28&from=2026-02-28`, 'badArgument'],
  [`verb=ListRecords&resumptionToken=${TOKEN}`, 'ok'],
  [`${list}&resumptionToken=${TOKEN}`, 'badArgument'],
  ['verb=ListIdentifiers&resumptionToken=xyz', 'badResumptionToken'],
  ['verb=ListSets&resumptionToken=xyz', 'badResumptionToken'],
  ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument'],
  ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:a:b', 'ok'],
  ['verb=GetRecord&metadataPrefix=mets&identifier=oai:a:b', 'cannotDisseminateFormat'],
  ['verb=ListMetadataFormats&identifier=oai:a:b', 'ok'],
])('%s: %s', (query, code) => {
  expect(codeOf(query)).toBe(code)
})

test('a token goes on from the record it was given after, with what was asked first', () => {
  expect(readSegno(TOKEN)).toEqual(SEGNO)
  expect(
    parseDomandaOai([
      ['verb', 'ListIdentifiers'],
      ['resumptionToken', TOKEN],
    ]),
  ).toEqual({
    verbo: 'ListIdentifiers',
    lista: { from: '2026-01-01', until: null, set: null, dopo: { at: SEGNO.at, id: SEGNO.id } },
  })
  for (const wrong of [
    { ...SEGNO, at: '2026-02-30T05:06:07.123456Z' },
    { ...SEGNO, id: 'x' },
    { ...SEGNO, from: 'ieri' },
  ])
    expect(() => readSegno(writeSegno(wrong))).toThrow(ErroreOai)
})

test('both ends are included: a day to its last second, a second to its end', () => {
  expect(rangeOf({ from: '2026-03-01', until: '2026-03-01' })).toEqual({
    da: new Date('2026-03-01T00:00:00Z'),
    prima: new Date('2026-03-02T00:00:00Z'),
  })
  expect(rangeOf({ from: null, until: '2026-03-01T10:00:00Z' }).prima).toEqual(new Date('2026-03-01T10:00:01Z'))
})
