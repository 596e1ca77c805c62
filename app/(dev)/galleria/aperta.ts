/** Not there in production, unless GALLERY=1 asks for it. */
export const isGalleriaAperta = (): boolean => process.env.NODE_ENV !== 'production' || process.env.GALLERY === '1'
