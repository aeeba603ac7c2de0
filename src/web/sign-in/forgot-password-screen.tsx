import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { formWordsOf } from '../api/desk-problem.ts'
import { deskQuery } from '../session/session.ts'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { useFirstFocus } from '../ui/use-first-focus.ts'
import { Door } from './door.tsx'

/** Asks for the mail with the link. What it answers is the same whether there is such a colleague or not. */
export function ForgotPasswordScreen({ email: known }: { readonly email: string | undefined }) {
  const [email, setEmail] = useState(known ?? '')
  const firstFocus = useFirstFocus()
  const request = useMutation({ mutationFn: () => ask('POST /api/v1/password-resets', { body: { email: email.trim() } }) })
  const { at, whole } = formWordsOf(request.error, ['email'])

  if (request.isSuccess) {
    return <Asked email={email.trim()} />
  }
  return (
    <Door title="Forgot your password?" lead="Enter your e-mail address, and you get a link to choose a new one.">
      <Form label="Ask for a new password" words={{ at, attempt: request.error }} onSubmit={() => request.mutate()}>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          ref={firstFocus}
          value={email}
          error={at.email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <FormError message={whole} />
        <Button type="submit" variant="filled" size="lg" fullWidth disabled={request.isPending}>
          {request.isPending ? 'Asking…' : 'Get a link'}
        </Button>
        <BackToSignIn />
      </Form>
    </Door>
  )
}

/** Without a mail server no mail comes, and saying otherwise would leave somebody waiting. */
function Asked({ email }: { readonly email: string }) {
  const { data: desk } = useQuery(deskQuery)
  if (desk?.sendsMail === false) {
    return (
      <Door title="Ask an administrator" lead={`This desk sends no mail. If ${email} has an account here, its link is kept in the desk.`}>
        <p className="muted">An administrator finds it under Settings → Mail and can give it to you. It works once, within an hour.</p>
        <p className="muted">If you are the only administrator, whoever runs the server can let you in with “npm run create-admin”.</p>
        <BackToSignIn />
      </Door>
    )
  }
  return (
    <Door title="Check your mail" lead={`If ${email} has an account here, a mail with a link is on its way to it.`}>
      <p className="muted">The link works once, within an hour. Nothing there after some minutes? Look in the spam folder, or ask again.</p>
      <BackToSignIn />
    </Door>
  )
}

function BackToSignIn() {
  return (
    <Link to="/sign-in" className="signin-back">
      Back to sign-in
    </Link>
  )
}
