import { DeskError } from '#domain/errors.ts'
import type { ExtensionName } from '#domain/extensions/extension.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Db } from '#storage/database.ts'
import { isExtensionEnabled } from '#storage/extensions.ts'

/** Throws `extension-disabled` while the workspace has it switched off. */
export async function requireExtension(db: Db, workspaceId: WorkspaceId, name: ExtensionName): Promise<void> {
  if (!(await isExtensionEnabled(db, workspaceId, name))) {
    throw new DeskError('extension-disabled', WORDS[name], { detail: { extension: name } })
  }
}

const WORDS: Record<ExtensionName, string> = {
  facebook: 'Facebook is switched off. An administrator can switch it on under Settings, Extensions.',
  'online-chat': 'Online Chat is switched off. An administrator can switch it on under Settings, Extensions.',
}
