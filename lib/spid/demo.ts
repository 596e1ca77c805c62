import path from 'node:path'

/** Where the demo identity provider writes its metadata, and the portal reads it. */
export const demoMetadataFile = (dataDir: string): string =>
  path.join(/*turbopackIgnore: true*/ dataDir, 'demo-idp', 'metadata.xml')
