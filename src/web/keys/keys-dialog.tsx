import { Modal } from '@mantine/core'
import { Kbd } from '../ui/kbd.tsx'
import { keyNames } from './key-names.ts'
import { KEYMAP, SHORTCUT_IDS, type ShortcutGroup } from './keymap.ts'

const GROUPS: readonly ShortcutGroup[] = ['This ticket', 'Go to', 'Everywhere']

/** Keys that belong to one place and are handled there. */
const LOCAL_KEYS = [
  { label: 'Move in the list', keys: ['↑', '↓'] },
  { label: 'Open the ticket', keys: ['Enter'] },
  { label: 'Send', keys: ['Ctrl', 'Enter'] },
  { label: 'Close; out of the composer to the list', keys: ['Esc'] },
] as const

/** All keys of the desk, by group. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys" size={560} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="keys-columns">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {SHORTCUT_IDS.filter((id) => KEYMAP[id].group === group).map((id) => (
                <KeyLine key={id} label={KEYMAP[id].label} keys={KEYMAP[id].keys} />
              ))}
              {group === 'This ticket' ? LOCAL_KEYS.map((line) => <KeyLine key={line.label} label={line.label} keys={line.keys} />) : null}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}

function KeyLine({ label, keys }: { readonly label: string; readonly keys: readonly string[] }) {
  return (
    <div className="key-line">
      <dt>{label}</dt>
      <dd>
        {keyNames(keys).map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  )
}
