/** Words of the digitised archive: states of files and of work, kinds of derivatives and of text. */

export const STATI_FILE = ['da_lavorare', 'in_lavorazione', 'pronto', 'guasto'] as const
export type StatoFile = (typeof STATI_FILE)[number]

/** The whole image of a page, or one with regions covered. */
export const TIPI_DERIVATO = ['intera', 'oscurata'] as const
export type TipoDerivato = (typeof TIPI_DERIVATO)[number]

/** Where the text of a page comes from: the file itself, recognition, a person. */
export const FONTI_TESTO = ['file', 'ocr', 'mano'] as const
export type FonteTesto = (typeof FONTI_TESTO)[number]

/** Opening a file counts its pages; each page then gets its image, then its text. */
export const FASI_LAVORAZIONE = ['apertura', 'immagine', 'testo'] as const
export type FaseLavorazione = (typeof FASI_LAVORAZIONE)[number]

/** `morta`: tried too often. `sospesa`: stopped by a person. What is done has no row. */
export const STATI_LAVORAZIONE = ['attesa', 'in_corso', 'morta', 'sospesa'] as const
export type StatoLavorazione = (typeof STATI_LAVORAZIONE)[number]

/** A word as it stands on a page: text, left, top, width, height in pixels of the whole image, confidence 0–100. */
export type ParolaPagina = [testo: string, x: number, y: number, w: number, h: number, confidenza: number]
