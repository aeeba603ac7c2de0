/** Media types of what runs when it is opened, as their content tells them. */
const TYPES = new Set([
  'application/x-msdownload',
  'application/x-ms-dos-executable',
  'application/vnd.microsoft.portable-executable',
  'application/x-msi',
  'application/x-ms-shortcut',
  'application/x.ms.shortcut',
  'application/x-elf',
  'application/x-executable',
  'application/x-mach-binary',
  'application/java-vm',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/x-apple-diskimage',
  'application/x-sh',
  'application/x-shellscript',
  'application/vnd.debian.binary-package',
  'application/x-rpm',
])
const ENDINGS = /\.(?:exe|com|scr|pif|bat|cmd|msi|msix|ps1|vbs|vbe|jse?|wsf|hta|cpl|lnk|reg|jar|apk|app|dmg|pkg|sh|deb|rpm)$/i

/**
 * Whether a file runs when whoever gets it opens it, by its content or by its ending. Our own rule: a desk whose account is stolen must not hand
 * programs to its customers in the name of the company.
 */
export function isProgram({ type, name = '' }: { readonly type: string; readonly name?: string | undefined }): boolean {
  return TYPES.has(type) || ENDINGS.test(name.trim())
}
