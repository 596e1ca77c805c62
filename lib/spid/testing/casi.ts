/**
 * AgID's accreditation cases (spid.md §5), each a change of one thing in a good response that is then signed well. What
 * is expected is the reason of the refusal: a case refused for another reason is a case not tried.
 */

const ENTITY = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity'
const CLASSE = 'https://www.spid.gov.it/SpidL'

/** Instants around the answer: a change is made when they are known. */
export type Tempi = { prima: string; dopo: string; passato: string; senzaMillisecondi: string }
export type Change = (xml: string, tempi: Tempi) => string
export type Caso = {
  numero: string
  atteso: string
  change: Change
  /** the assertion alone is signed: a signed Response needs the very thing that is missing */
  soloAsserzione?: true
}

/** Splits a message at its assertion: many names occur on both sides. */
const inBusta =
  (change: Change): Change =>
  (xml, tempi) => {
    const at = xml.indexOf('<saml:Assertion')
    return change(xml.slice(0, at), tempi) + xml.slice(at)
  }
const inAsserzione =
  (change: Change): Change =>
  (xml, tempi) => {
    const at = xml.indexOf('<saml:Assertion')
    return xml.slice(0, at) + change(xml.slice(at), tempi)
  }
const attribute =
  (name: string, value: string | null | ((tempi: Tempi) => string)): Change =>
  (xml, tempi) => {
    const said = typeof value === 'function' ? value(tempi) : value
    return xml.replace(new RegExp(` ${name}="[^"]*"`), said === null ? '' : ` ${name}="${said}"`)
  }
const element =
  (name: string, body: string | null, ns = 'saml'): Change =>
  (xml) =>
    xml.replace(
      new RegExp(`<${ns}:${name}(?=[ />])(?:[^>]*/>|[^>]*>.*?</${ns}:${name}>)`),
      body === null ? '' : `<${ns}:${name}>${body}</${ns}:${name}>`,
    )
const text =
  (name: string, body: string): Change =>
  (xml) =>
    xml.replace(new RegExp(`(<saml:${name}(?=[ >])[^>]*>)[^<]*`), `$1${body}`)
/** The `NotOnOrAfter` of Conditions: the first one belongs to the confirmation. */
const scadenza =
  (value: (tempi: Tempi) => string): Change =>
  (xml, tempi) =>
    xml.replace(/(Conditions NotBefore="[^"]*") NotOnOrAfter="[^"]*"/, `$1${value(tempi)}`)

const busta = (numero: string, atteso: string, change: Change, more: Partial<Caso> = {}): Caso => ({
  numero,
  atteso,
  change: inBusta(change),
  ...more,
})
const asserzione = (numero: string, atteso: string, change: Change): Caso => ({
  numero,
  atteso,
  change: inAsserzione(change),
})
const SOLA = { soloAsserzione: true } as const
const NON_RICHIESTA = 'non-richiesta' // no request of ours has that id: refused before the other checks

export const CASI: readonly Caso[] = [
  busta('8', 'response-id', attribute('ID', ''), SOLA),
  busta('9', 'response-id', attribute('ID', null), SOLA),
  busta('10', 'response-version', attribute('Version', '2.1')),
  busta('11', 'response-issue-instant', attribute('IssueInstant', '')),
  busta('12', 'response-issue-instant', attribute('IssueInstant', null)),
  busta('13', 'response-issue-instant', attribute('IssueInstant', '2027-03-12 12:00:20')),
  busta(
    '14',
    'response-precedente',
    attribute('IssueInstant', ({ prima }) => prima),
  ),
  busta(
    '15',
    'response-futura',
    attribute('IssueInstant', ({ dopo }) => dopo),
  ),
  busta('16', NON_RICHIESTA, attribute('InResponseTo', '')),
  busta('17', NON_RICHIESTA, attribute('InResponseTo', null)),
  busta('18', NON_RICHIESTA, attribute('InResponseTo', '_altra')),
  busta('19', 'response-destination', attribute('Destination', '')),
  busta('20', 'response-destination', attribute('Destination', null)),
  busta('21', 'response-destination', attribute('Destination', 'https://altro.example.org/acs')),
  busta('22', 'status-code', element('Status', '', 'samlp')),
  busta('23', 'status', element('Status', null, 'samlp')),
  busta('24', 'status-code', attribute('Value', '')),
  busta('25', 'status-code', (xml) => xml.replace(/<samlp:StatusCode[^>]*>/, '')),
  busta('26', 'anomalia', (xml) => xml.replace('status:Success', 'status:Requester')),
  busta('27', 'response-issuer', text('Issuer', '')),
  busta('28', 'response-issuer', element('Issuer', null), SOLA),
  busta('29', 'response-issuer', text('Issuer', 'https://altro-idp.example.org')),
  busta('30', 'response-issuer-format', attribute('Format', 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified')),
  busta('31', 'login', attribute('Format', null)),
  asserzione('33', 'firma-asserzione', attribute('ID', '')),
  asserzione('35', 'assertion-version', attribute('Version', '1.1')),
  asserzione('36', 'assertion-issue-instant', attribute('IssueInstant', '')),
  asserzione('37', 'assertion-issue-instant', attribute('IssueInstant', null)),
  asserzione('38', 'assertion-issue-instant', attribute('IssueInstant', '2027-03-12T13:00:20+01:00')),
  asserzione(
    '39',
    'assertion-precedente',
    attribute('IssueInstant', ({ prima }) => prima),
  ),
  asserzione(
    '40',
    'assertion-futura',
    attribute('IssueInstant', ({ dopo }) => dopo),
  ),
  asserzione('41', 'name-id', element('Subject', '')),
  asserzione('42', 'subject', element('Subject', null)),
  asserzione('43', 'name-id', text('NameID', '')),
  asserzione('44', 'name-id', element('NameID', null)),
  asserzione('45', 'name-id-format', (xml) => xml.replace(/<saml:NameID Format="[^"]*"/, '<saml:NameID Format=""')),
  asserzione('46', 'name-id-format', (xml) => xml.replace(/<saml:NameID Format="[^"]*"/, '<saml:NameID')),
  asserzione('47', 'name-id-format', (xml) => xml.replace('nameid-format:transient', 'nameid-format:persistent')),
  asserzione('48', 'name-qualifier', attribute('NameQualifier', '')),
  asserzione('49', 'name-qualifier', attribute('NameQualifier', null)),
  asserzione('51', 'confirmation-method', element('SubjectConfirmation', '')),
  asserzione('52', 'subject-confirmation', element('SubjectConfirmation', null)),
  asserzione('53', 'confirmation-method', attribute('Method', '')),
  asserzione('54', 'confirmation-method', attribute('Method', null)),
  asserzione('55', 'confirmation-method', (xml) => xml.replace('cm:bearer', 'cm:sender-vouches')),
  asserzione('56', 'confirmation-data', element('SubjectConfirmationData', null)),
  asserzione('57', 'recipient', attribute('Recipient', '')),
  asserzione('58', 'recipient', attribute('Recipient', null)),
  asserzione('59', 'recipient', attribute('Recipient', 'https://altro.example.org/acs')),
  asserzione('60', 'confirmation-in-response-to', attribute('InResponseTo', '')),
  asserzione('61', 'confirmation-in-response-to', attribute('InResponseTo', null)),
  asserzione('62', 'confirmation-in-response-to', attribute('InResponseTo', '_altra')),
  asserzione('63', 'confirmation-scaduta', attribute('NotOnOrAfter', '')),
  asserzione('64', 'confirmation-scaduta', attribute('NotOnOrAfter', null)),
  asserzione('65', 'confirmation-scaduta', attribute('NotOnOrAfter', 'domani')),
  asserzione(
    '66',
    'confirmation-scaduta',
    attribute('NotOnOrAfter', ({ passato }) => passato),
  ),
  asserzione('67', 'assertion-issuer', text('Issuer', '')),
  asserzione('68', 'assertion-issuer', (xml) => xml.replace(/<saml:Issuer.*?<\/saml:Issuer>/, '<saml:Issuer/>')),
  asserzione('69', 'assertion-issuer', text('Issuer', 'https://altro-idp.example.org')),
  asserzione('70', 'assertion-issuer-format', (xml) => xml.replace(`Issuer Format="${ENTITY}"`, 'Issuer Format=""')),
  asserzione('71', 'assertion-issuer-format', (xml) => xml.replace(`Issuer Format="${ENTITY}"`, 'Issuer')),
  asserzione('72', 'assertion-issuer-format', (xml) => xml.replace('nameid-format:entity', 'nameid-format:altro')),
  asserzione('73', 'not-before', element('Conditions', '')),
  asserzione('74', 'conditions', element('Conditions', null)),
  asserzione('75', 'not-before', attribute('NotBefore', '')),
  asserzione('76', 'not-before', attribute('NotBefore', null)),
  asserzione('77', 'not-before', attribute('NotBefore', '12/03/2027')),
  asserzione(
    '78',
    'not-before',
    attribute('NotBefore', ({ dopo }) => dopo),
  ),
  asserzione(
    '79',
    'conditions-scadute',
    scadenza(() => ' NotOnOrAfter=""'),
  ),
  asserzione(
    '80',
    'conditions-scadute',
    scadenza(() => ''),
  ),
  asserzione(
    '81',
    'conditions-scadute',
    scadenza(() => ' NotOnOrAfter="domani"'),
  ),
  asserzione(
    '82',
    'conditions-scadute',
    scadenza(({ passato }) => ` NotOnOrAfter="${passato}"`),
  ),
  asserzione('83', 'audience', element('AudienceRestriction', '')),
  asserzione('84', 'audience-restriction', element('AudienceRestriction', null)),
  asserzione('85', 'audience', text('Audience', '')),
  asserzione('86', 'audience', (xml) => xml.replace(/<saml:Audience>.*?<\/saml:Audience>/, '')),
  asserzione('87', 'audience', text('Audience', 'https://altro.example.org')),
  asserzione('88', 'authn-context', element('AuthnStatement', '')),
  asserzione('89', 'authn-statement', element('AuthnStatement', null)),
  asserzione('90', 'authn-context-class', element('AuthnContext', '')),
  asserzione('91', 'authn-context', element('AuthnContext', null)),
  asserzione('92', 'authn-context-class', text('AuthnContextClassRef', '')),
  asserzione('93', 'authn-context-class', element('AuthnContextClassRef', null)),
  asserzione('94', 'livello', text('AuthnContextClassRef', `${CLASSE}1`)),
  asserzione('95', 'login', (xml) => xml.replace(/ SessionIndex="[^"]*"/, '').replace('<saml:AuthnContext>', '$& ')),
  asserzione('96', 'login', text('AuthnContextClassRef', `${CLASSE}3`)),
  asserzione(
    '97',
    'authn-context-class',
    text('AuthnContextClassRef', 'urn:oasis:names:tc:SAML:2.0:ac:classes:SpidL1'),
  ),
  asserzione('98', 'attributi', element('AttributeStatement', '')),
  asserzione('99', 'attributo-valore', (xml) => xml.replace(/<saml:AttributeValue.*?<\/saml:AttributeValue>/, '')),
  asserzione('103', 'codice-fiscale', (xml) => xml.replace('Name="fiscalNumber"', 'Name="mobilePhone"')),
  asserzione('103 (nome)', 'nome', (xml) => xml.replace('Name="familyName"', 'Name="gender"')),
  asserzione('109', 'login', (xml) => xml.replace(/ NameFormat="[^"]*"/g, '')),
  {
    numero: '110',
    atteso: 'login', // the good response has milliseconds: here is the other form
    change: (xml, { senzaMillisecondi }) =>
      xml.replace(/ (IssueInstant|NotBefore|AuthnInstant)="[^"]*"/g, ` $1="${senzaMillisecondi}"`),
  },
  asserzione('attributo due volte', 'attributo-ripetuto', (xml) =>
    xml.replace(/<saml:Attribute Name="fiscalNumber".*?<\/saml:Attribute>/, '$&$&'),
  ),
  asserzione('due valori', 'attributo-valore', (xml) =>
    xml.replace(/(Name="fiscalNumber".*?)(<saml:AttributeValue.*?<\/saml:AttributeValue>)/, '$1$2$2'),
  ),
  asserzione('elemento nel valore', 'attributo-valore', (xml) => xml.replace(/(TINIT-.{15})(.)/, '$1<b>$2</b>')),
  asserzione('commento nel valore', 'commenti', (xml) => xml.replace(/(TINIT-.{15})(.)/, '$1<!-- -->$2')),
  asserzione('commento nel NameID', 'commenti', (xml) => xml.replace('</saml:NameID>', '<!-- x -->$&')),
  asserzione('codice fiscale sbagliato', 'codice-fiscale', (xml) => xml.replace(/(TINIT-.{15})./, '$1Ì')),
  asserzione('identità eIDAS', 'codice-estero', (xml) => xml.replace(/TINIT-.{16}/, 'DE/IT/K8X1')),
  asserzione('identità di un’impresa', 'persona-giuridica', (xml) =>
    xml.replace('Name="fiscalNumber"', 'Name="companyFiscalNumber"'),
  ),
  asserzione('identità di un’impresa, 11 cifre', 'persona-giuridica', (xml) =>
    xml.replace(/TINIT-.{16}/, 'TINIT-99990010003').replace('Name="email"', 'Name="companyName"'),
  ),
  asserzione('identità di un altro Paese', 'codice-estero', (xml) => xml.replace('TINIT-', 'TINDE-')),
]
