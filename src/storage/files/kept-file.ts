/** A content that is kept, once for each workspace. */
export type KeptFile = {
  /** SHA-256 of the bytes as they came, in hexadecimal. */
  readonly digest: string
  /** In bytes. */
  readonly size: number
  /** The media type, told by the content. */
  readonly type: string
  /** Of a picture or a video, in pixels, as it is looked at. */
  readonly width: number | undefined
  readonly height: number | undefined
  readonly durationMs: number | undefined
  readonly variants: Variants
}

/** What is made of a picture at arrival: the picture without what the camera wrote into it, and a small one. */
export type VariantName = 'shown' | 'preview'
export type Variants = { readonly [Name in VariantName]?: Variant }
export type Variant = { readonly type: string; readonly size: number; readonly width: number; readonly height: number }
