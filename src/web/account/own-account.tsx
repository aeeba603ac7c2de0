import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formWordsOf } from '../api/desk-problem.ts'
import { useSession } from '../session/session.ts'
import { useSignOut } from '../session/use-sign-out.ts'
import { PasswordField } from '../sign-in/password-field.tsx'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { OwnReminders } from '../reminders/own-reminders.tsx'
import { SecretInput } from '../ui/secret-input.tsx'
import { showToast } from '../ui/toast-store.ts'
import { useChangeEmail, useChangeName, useChangePassword } from './account-queries.ts'
import './account.css'

/** One's own name, e-mail address, password and reminders, and the way out of every browser. */
export function OwnAccount() {
  return (
    <div className="account">
      <OwnName />
      <OwnEmail />
      <OwnPassword />
      <OwnReminders />
      <Everywhere />
    </div>
  )
}

function OwnName() {
  const { user } = useSession()
  const [name, setName] = useState(user.name)
  const change = useChangeName()
  const { at, whole } = formWordsOf(change.error, ['name'])
  return (
    <section className="card account-part" aria-label="Name">
      <h2>Name</h2>
      <p className="muted">Colleagues see it beside what you write. Customers do not.</p>
      <Form
        label="Name"
        words={{ at, attempt: change.error }}
        onSubmit={() => change.mutate(name, { onSuccess: () => showToast({ message: 'Your name is changed.' }) })}
      >
        <TextInput
          label="Your name"
          autoComplete="name"
          maxLength={200}
          required
          value={name}
          error={at.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FormError message={whole} />
        <div className="buttons">
          <Button type="submit" disabled={change.isPending || name.trim() === user.name}>
            Change name
          </Button>
        </div>
      </Form>
    </section>
  )
}

function OwnEmail() {
  const { user } = useSession()
  const [email, setEmail] = useState(user.email)
  const [currentPassword, setCurrentPassword] = useState('')
  const change = useChangeEmail()
  const { at, whole } = formWordsOf(change.error, ['email', 'currentPassword'])

  function handleChanged(): void {
    setCurrentPassword('')
    showToast({ message: 'Your e-mail address is changed. The old address gets a notice.' })
  }

  return (
    <section className="card account-part" aria-label="E-mail address">
      <h2>E-mail address</h2>
      <p className="muted">You sign in with it, and links to a new password go there.</p>
      <Form
        label="E-mail address"
        words={{ at, attempt: change.error }}
        onSubmit={() => change.mutate({ email: email.trim(), currentPassword }, { onSuccess: handleChanged })}
      >
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          maxLength={320}
          required
          value={email}
          error={at.email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <CurrentPassword value={currentPassword} error={at.currentPassword} onChange={setCurrentPassword} />
        <FormError message={whole} />
        <div className="buttons">
          <Button type="submit" disabled={change.isPending || email.trim().toLowerCase() === user.email}>
            Change e-mail address
          </Button>
        </div>
      </Form>
    </section>
  )
}

function OwnPassword() {
  const [currentPassword, setCurrentPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const change = useChangePassword()
  const { at, whole } = formWordsOf(change.error, ['currentPassword', 'newPassword'])

  function handleChanged(): void {
    setCurrentPassword('')
    setNewPassword('')
    showToast({ message: 'Your password is changed. Your other browsers are signed out.' })
  }

  return (
    <section className="card account-part" aria-label="Password">
      <h2>Password</h2>
      <p className="muted">Changing it signs you out of every other browser.</p>
      <Form
        label="Password"
        words={{ at, attempt: change.error }}
        onSubmit={() => change.mutate({ currentPassword, newPassword }, { onSuccess: handleChanged })}
      >
        <CurrentPassword value={currentPassword} error={at.currentPassword} onChange={setCurrentPassword} />
        <PasswordField
          label="New password"
          value={newPassword}
          error={at.newPassword}
          onChange={(event) => setNewPassword(event.currentTarget.value)}
        />
        <FormError message={whole} />
        <div className="buttons">
          <Button type="submit" disabled={change.isPending}>
            Change password
          </Button>
        </div>
      </Form>
    </section>
  )
}

type CurrentPasswordProps = { readonly value: string; readonly error: string | undefined; readonly onChange: (value: string) => void }

function CurrentPassword({ value, error, onChange }: CurrentPasswordProps) {
  return (
    <SecretInput
      label="Current password"
      autoComplete="current-password"
      maxLength={200}
      required
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function Everywhere() {
  const signOut = useSignOut('everywhere')
  return (
    <section className="card account-part" aria-label="Log out everywhere">
      <h2>Log out everywhere</h2>
      <p className="muted">Ends your sessions in every browser, this one too. Do it when a computer or a phone is lost.</p>
      <div className="buttons">
        <Button variant="danger" onClick={() => void signOut()}>
          Log out everywhere
        </Button>
      </div>
    </section>
  )
}
