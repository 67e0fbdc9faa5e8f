package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"codeberg.org/fremskridt/fremskridt/model/messages"
)

// passphraseFlag says where the passphrase is. It is never an argument, which
// every user of the machine could read.
type passphraseFlag struct {
	PassphraseFile string `help:"File whose first line is the user's passphrase; without it, the terminal asks." env:"FREMSKRIDT_PASSPHRASE_FILE" placeholder:"FILE"`
}

// maxPassphraseBytes is how much of the file is read, in bytes.
const maxPassphraseBytes = 4096

// read is the passphrase in the file, or nil where none is named.
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

// chooseNew is the passphrase of the file, or one that is typed twice.
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
