// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"codeberg.org/fremskridt/fremskridt/model/messages"
)

// passphraseFlag is the file with the passphrase. It is no argument, because all
// users of the machine can read those.
type passphraseFlag struct {
	PassphraseFile string `help:"File with the user's passphrase in its first line; by default the terminal asks." env:"FREMSKRIDT_PASSPHRASE_FILE" placeholder:"FILE"`
}

// maxPassphraseBytes is how much of the file is read.
const maxPassphraseBytes = 4096

// read returns the passphrase in the file, or nil if there is no file.
func (p passphraseFlag) read() ([]byte, error) {
	if p.PassphraseFile == "" {
		return nil, nil
	}
	f, err := os.Open(p.PassphraseFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxPassphraseBytes))
	if err != nil {
		return nil, err
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	line = bytes.TrimPrefix(bytes.TrimSuffix(line, []byte("\r")), []byte("\ufeff"))
	if len(line) == 0 {
		return nil, messages.New("empty_passphrase", "Path", p.PassphraseFile)
	}
	return line, nil
}

// chooseNew returns the passphrase in the file, or else one that is typed twice.
func (p passphraseFlag) chooseNew(s *session) ([]byte, error) {
	pass, err := p.read()
	if pass != nil || err != nil {
		return pass, err
	}
	if s.ReadPassphrase == nil {
		return nil, messages.New("no_passphrase")
	}
	for {
		if pass, err = s.ReadPassphrase(s.words.T("cli.passphrase.new")); err != nil {
			return nil, err
		}
		again, err := s.ReadPassphrase(s.words.T("cli.passphrase.again"))
		if err != nil {
			return nil, err
		}
		if bytes.Equal(pass, again) {
			return pass, nil
		}
		fmt.Fprintln(s.Err, s.words.T("cli.passphrase.differ"))
	}
}
