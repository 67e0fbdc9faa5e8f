// SPDX-License-Identifier: MPL-2.0

package model

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Message is a text as a code and named values, from which a catalogue of
// translations makes a sentence. The access log stores its encoding.
type Message struct {
	Code string
	Args []any // alternating name and value, as the method T of assets.Words takes them
}

// ErrMessage is returned by [ParseMessage] for a text that [Message.String] did
// not make.
var ErrMessage = errors.New("not an encoded message")

// NewMessage returns a message with alternating names and values.
func NewMessage(code string, args ...any) Message { return Message{Code: code, Args: args} }

// String is the encoding of the message: its code and, after a question mark,
// its arguments in order, as in the query of a URL: list?count=20.
func (m Message) String() string {
	var b strings.Builder
	b.WriteString(m.Code)
	separator := byte('?')
	for i := 0; i+1 < len(m.Args); i += 2 {
		b.WriteByte(separator)
		b.WriteString(url.QueryEscape(fmt.Sprint(m.Args[i])))
		b.WriteByte('=')
		b.WriteString(url.QueryEscape(fmt.Sprint(m.Args[i+1])))
		separator = '&'
	}
	return b.String()
}

// Arg is the value of a named argument as text, empty where the message has
// none of the name.
func (m Message) Arg(name string) string {
	for i := 0; i+1 < len(m.Args); i += 2 {
		if fmt.Sprint(m.Args[i]) == name {
			return fmt.Sprint(m.Args[i+1])
		}
	}
	return ""
}

// ParseMessage reads what [Message.String] wrote. All names and values become
// strings. A code is made of small letters, digits and underscores; any other
// text is [ErrMessage].
func ParseMessage(text string) (Message, error) {
	code, query, hasArgs := strings.Cut(text, "?")
	if !isMessageCode(code) {
		return Message{}, fmt.Errorf("%q: %w", text, ErrMessage)
	}
	m := Message{Code: code}
	if !hasArgs {
		return m, nil
	}
	for pair := range strings.SplitSeq(query, "&") {
		name, value, ok := strings.Cut(pair, "=")
		if !ok {
			return Message{}, fmt.Errorf("%q: %w", text, ErrMessage)
		}
		for _, part := range []string{name, value} {
			decoded, err := url.QueryUnescape(part)
			if err != nil {
				return Message{}, fmt.Errorf("%q: %w: %w", text, ErrMessage, err)
			}
			m.Args = append(m.Args, decoded)
		}
	}
	return m, nil
}

func isMessageCode(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
}
