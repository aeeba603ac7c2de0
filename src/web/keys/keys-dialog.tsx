import { Modal } from '@mantine/core'
import { useSession } from '../session/session.ts'
import { Switch } from '../ui/switch.tsx'
import { KeyLine } from './key-line.tsx'
import { keyNames, waysShown } from './key-names.ts'
import { KEYMAP, SHORTCUT_IDS, type ShortcutGroup } from './keymap.ts'
import { useSwitchEnterSends } from './enter-sends.ts'
import { switchLetterKeys, useKeyboard } from './letter-keys.ts'

const GROUPS: readonly ShortcutGroup[] = ['This ticket', 'Posts', 'Go to', 'Everywhere']

/** Keys that belong to one place and are handled there. */
const LOCAL_KEYS = [
  { label: 'Move in the list', keys: ['↑', '↓'] },
  { label: 'Open the ticket', keys: ['Enter'] },
  { label: 'Send', keys: ['Ctrl', 'Enter'] },
  { label: 'Close; back to the list', keys: ['Esc'] },
] as const

/** Every shortcut as this keyboard has it, by group, and the switch of the single letters. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const keyboard = useKeyboard()
  const { enterSends } = useSession()
  const { mutate: switchEnterSends } = useSwitchEnterSends()
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keyboard shortcuts" size="38rem">
      <div className="keys-columns">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {SHORTCUT_IDS.filter((id) => KEYMAP[id].group === group).map((id) => (
                <KeyLine key={id} label={KEYMAP[id].label} ways={waysShown(id, keyboard)} />
              ))}
              {group === 'This ticket'
                ? LOCAL_KEYS.map((line) => <KeyLine key={line.label} label={line.label} ways={[keyNames(line.keys)]} />)
                : null}
            </dl>
          </section>
        ))}
      </div>
      <div className="keys-foot">
        <p className="grow" id="letter-keys">
          <b>Single letters.</b> They work while no text field has the focus; Esc leaves the composer. Switch them off if you dictate or
          press keys by accident. This browser remembers it.
        </p>
        <Switch label="Single-letter shortcuts" isOn={keyboard.areLettersOn} onSwitch={switchLetterKeys} describedBy="letter-keys" />
      </div>
      <div className="keys-foot">
        <p className="grow" id="enter-sends">
          <b>Enter sends.</b> Shift with Enter begins a line then. It is so wherever you sign in.
        </p>
        <Switch label="Enter sends" isOn={enterSends} onSwitch={switchEnterSends} describedBy="enter-sends" />
      </div>
    </Modal>
  )
}
