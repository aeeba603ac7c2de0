import type { WorkspaceId } from '#domain/ids.ts'
import type { KeptFile, VariantName } from './kept-file.ts'

/** Under which key a content lies, or what was made of it. Of a name that a stranger gave nothing gets into it. */
export function fileKey(workspaceId: WorkspaceId, digest: string, variant?: VariantName): string {
  return `${workspaceId}/${digest.slice(0, 2)}/${digest}${variant === undefined ? '' : `.${variant}`}`
}

/** All keys under which something of a file lies. */
export function keysOfFile(workspaceId: WorkspaceId, { digest, variants }: Pick<KeptFile, 'digest' | 'variants'>): string[] {
  const made = Object.keys(variants) as VariantName[]
  return [fileKey(workspaceId, digest), ...made.map((variant) => fileKey(workspaceId, digest, variant))]
}
