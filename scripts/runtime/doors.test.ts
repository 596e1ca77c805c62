import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')

const DOOR = /^(require[A-Z]\w*|openDoor)$/

/** `await requireX(…)`, alone or as the value of the first declaration. */
function opensDoor(statement: ts.Statement | undefined): boolean {
  let expression: ts.Expression | undefined
  if (statement && ts.isExpressionStatement(statement)) expression = statement.expression
  if (statement && ts.isVariableStatement(statement))
    expression = statement.declarationList.declarations[0]?.initializer
  if (!expression || !ts.isAwaitExpression(expression)) return false
  const call = expression.expression
  return ts.isCallExpression(call) && ts.isIdentifier(call.expression) && DOOR.test(call.expression.text)
}

const isExported = (node: ts.Node) =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((one) => one.kind === ts.SyntaxKind.ExportKeyword)

const saysUseServer = (statements: readonly ts.Statement[]) => {
  const [first] = statements
  return (
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === 'use server'
  )
}

const bodyOf = (node: ts.Node | undefined) =>
  node &&
  (ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node)) &&
  node.body &&
  ts.isBlock(node.body)
    ? node.body
    : null

/** @returns what each exported name of a 'use server' file, or each inline action, does wrong */
function wrongDoors(fileName: string, text: string): string[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const wrong: string[] = []
  const whole = saysUseServer(source.statements)
  const judge = (name: string, body: ts.Block | null, skip = 0) => {
    if (!body || !opensDoor(body.statements[skip])) wrong.push(`${fileName}: ${name} non comincia chiedendo chi è`)
  }
  if (whole && !/(^|\/)actions[^/]*\.ts$/.test(fileName)) wrong.push(`${fileName}: «use server» sta solo in actions.ts`)
  for (const statement of whole ? source.statements : []) {
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) wrong.push(`${fileName}: riesporta`)
    if (ts.isExportAssignment(statement)) wrong.push(`${fileName}: export default`)
    if (!isExported(statement)) continue
    if (ts.isFunctionDeclaration(statement)) judge(statement.name?.text ?? 'default', bodyOf(statement))
    if (ts.isVariableStatement(statement))
      for (const one of statement.declarationList.declarations) judge(one.name.getText(), bodyOf(one.initializer))
  }
  const visit = (node: ts.Node): void => {
    const body = bodyOf(node)
    if (body && saysUseServer(body.statements))
      judge(`azione alla riga ${source.getLineAndCharacterOfPosition(node.pos).line + 1}`, body, 1)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return wrong
}

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* sources(file)
    else if (/\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file)) yield file
  }
}

test('S30: every server action begins by asking who knocks', () => {
  const files = ['app', 'components', 'lib'].flatMap((folder) => [...sources(folder)])
  expect(files.filter((file) => /actions[^/]*\.ts$/.test(file)).length).toBeGreaterThan(0)
  expect(files.flatMap((file) => wrongDoors(file, readFileSync(path.join(root, file), 'utf8')))).toEqual([])
})

test.each([
  ['no door', "'use server'\nexport async function a() { return 1 }"],
  ['a door that is not awaited', "'use server'\nexport async function a() { const v = requireViewer(); await v }"],
  [
    'a door behind something else',
    "'use server'\nexport async function a(f) { const g = f.get('x'); await requireViewer() }",
  ],
  ['an arrow without a door', "'use server'\nexport const a = async () => { await save() }"],
  ['an arrow with an expression', "'use server'\nexport const a = async () => save()"],
  ['something bound elsewhere', "'use server'\nexport const a = make(save)"],
  ['a re-export', "'use server'\nexport { a } from './b'"],
  ['an inline action', "export function P() { async function a() { 'use server'\n await save() } }"],
])('the check sees %s', (_, text) => {
  expect(wrongDoors('lib/x/actions.ts', text)).toHaveLength(1)
})

test('the check lets a door through, and knows where actions live', () => {
  const good =
    "'use server'\nexport async function a() { const v = await requireViewer(); return v }\nexport async function b() { await openDoor() }"
  expect(wrongDoors('lib/x/actions.ts', good)).toEqual([])
  expect(wrongDoors('lib/x/commands.ts', good)).toHaveLength(1)
})
