import type { RefusedReason } from '#domain/files/attachment.ts'
import type { Variant, VariantName } from '#storage/files/kept-file.ts'

/** What looking at a file's content tells. */
export type Examined =
  | {
      readonly kind: 'ok'
      readonly type: string
      readonly width?: number
      readonly height?: number
      readonly durationMs?: number
      readonly made: { readonly [Name in VariantName]?: Made }
    }
  | { readonly kind: 'refused'; readonly reason: RefusedReason }

/** A file that was made of it, beside it. */
export type Made = Variant & { readonly path: string }

/** Looks at the file at this path. Rejects with `ExaminerError` where looking at it ended the process that did, or took too long. */
export type Examine = (path: string) => Promise<Examined>
