import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { Kbd } from '../ui/kbd.tsx'
import type { Command } from './command.ts'
import { findCommands } from './find-commands.ts'

type CommandMenuProps = {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly commands: readonly Command[]
  readonly tickets: readonly Command[]
}

/** Ctrl K: everything that can be done here, found by a few letters in any script; and tickets, once something is typed. */
export function CommandMenu({ isOpen, onClose, commands, tickets }: CommandMenuProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      withCloseButton={false}
      size="35rem"
      centered={false}
      yOffset="14vh"
      padding={0}
      attributes={{ content: { 'aria-label': 'Command menu' } }}
      classNames={{ body: 'command-body' }}
    >
      <CommandSearch commands={commands} tickets={tickets} onClose={onClose} />
    </Modal>
  )
}

function CommandSearch({ commands, tickets, onClose }: Omit<CommandMenuProps, 'isOpen'>) {
  const [query, setQuery] = useState('')
  const [here, setHere] = useState(0)
  const id = useId()
  const found = findCommands(query.trim() === '' ? commands : [...commands, ...tickets], query)

  function run(command: Command | undefined): void {
    if (command !== undefined) {
      onClose()
      command.run()
    }
  }

  function handleKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      event.preventDefault()
      const next = (here + step + found.length) % found.length
      setHere(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[here])
    }
  }

  return (
    <div className="command">
      <label className="command-input">
        <IconSearch size={18} aria-hidden="true" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length > 0 ? `${id}-${here}` : undefined}
          aria-label="Search or run a command"
          placeholder="Search or run a command"
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setHere(0)
          }}
          onKeyDown={handleKeyDown}
        />
      </label>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select cannot be filtered by the field above */}
      <div className="command-list" id={`${id}-list`} role="listbox" aria-label="Commands">
        {found.length === 0 ? <output className="command-none">Nothing matches “{query}”.</output> : null}
        {found.map((command, index) => (
          <div key={command.id}>
            {command.group === found[index - 1]?.group ? null : <p className="command-label">{command.group}</p>}
            <button
              type="button"
              id={`${id}-${index}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option of the list above
              role="option"
              aria-selected={index === here}
              tabIndex={-1}
              className="command-item"
              onMouseMove={() => setHere(index)}
              onClick={() => run(command)}
            >
              <span className="grow ellipsis">{command.label}</span>
              <span className="command-keys">
                {command.keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
            </button>
          </div>
        ))}
      </div>
      <p className="command-foot">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd>
        </span>
        <span>
          <Kbd>↵</Kbd> run
        </span>
        <span>
          <Kbd>Esc</Kbd> close
        </span>
      </p>
    </div>
  )
}
