/** Who may import whom: app → components → lib/<domain> → lib/core. See style.md, "Who may import whom". */
const TESTS = '(\\.test\\.tsx?$|/testing/)'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'an import of something that is not there',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'rules-are-pure',
      comment: 'what the law says knows no database, framework, clock or environment',
      severity: 'error',
      from: { path: '^lib/.+/rules[^/]*$', pathNot: TESTS },
      // the shape of a definition may be named: a type leaves no import behind
      to: { path: '.', pathNot: ['^lib/core/', '^lib/.+/rules[^/]*$'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-stands-alone',
      severity: 'error',
      from: { path: '^lib/core/', pathNot: TESTS },
      to: { path: '.', pathNot: '^(lib/core/|node_modules/zod/)' },
    },
    {
      name: 'forms-run-in-the-browser',
      severity: 'error',
      from: { path: '^lib/.+/forms[^/]*$', pathNot: TESTS },
      to: { path: '.', pathNot: ['^lib/core/', '^lib/.+/(rules|forms)[^/]*$', '^node_modules/zod/'] },
    },
    {
      name: 'tables-behind-lib',
      severity: 'error',
      from: { path: '^(app|components)/', pathNot: TESTS },
      // the database's clock is no table: a page may ask it for today (R12)
      to: { path: '^(drizzle/|lib/db/|node_modules/(drizzle-orm|postgres)/)', pathNot: '^lib/db/clock\\.ts$' },
    },
    {
      name: 'queries-and-commands-never-see-next',
      severity: 'error',
      from: { path: '^lib/.+/(queries|commands)[^/]*$', pathNot: TESTS },
      to: { path: '^node_modules/next(-auth)?/' },
    },
    { name: 'lib-never-sees-pages', severity: 'error', from: { path: '^lib/' }, to: { path: '^(app|components)/' } },
    { name: 'components-never-see-pages', severity: 'error', from: { path: '^components/' }, to: { path: '^app/' } },
    {
      name: 'ui-knows-no-domain',
      severity: 'error',
      from: { path: '^components/ui/', pathNot: TESTS },
      to: { path: '^(lib|components)/', pathNot: '^(lib/core/|components/ui/)' },
    },
    {
      name: 'environment-is-read-once',
      comment: 'pages and components get what they need from lib',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/env\\.ts$' },
    },
    {
      name: 'tests-stay-out-of-the-portal',
      severity: 'error',
      // measures and fault runs may use what tests use: they are not part of the portal either
      from: { path: '^(app|components|lib|scripts)/', pathNot: `(${TESTS}|^scripts/(bench|faults)[./])` },
      to: { path: `(${TESTS}|^e2e/)` },
    },
    {
      name: 'development-tools-stay-out-of-the-portal',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules' },
    exclude: { path: '^(\\.next|\\.data|\\.cache)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
}
