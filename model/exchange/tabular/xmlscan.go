// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// xmlScanner reads the tags and text of XML in one pass without allocating: a sheet
// of a workbook has millions of tags, and encoding/xml takes most of a minute for
// them. It does not check that the tags match, and refuses documents with an own
// definition (DOCTYPE), so no entity can grow.
type xmlScanner struct {
	in    io.Reader
	buf   []byte
	start int
	end   int
	err   error

	name     []byte // of the tag, without prefix
	attrs    []byte // of the tag, raw
	text     []byte // with entities resolved
	close    bool   // the tag ends an element
	empty    bool   // the tag is an element without content
	textOnly []byte // memory of text with entities
}

// xmlToken is what the scanner found.
type xmlToken int

const (
	xmlTag  xmlToken = iota // name, attrs, close and empty are set
	xmlText                 // text is set; long text comes in parts
)

const maxTagBytes = 64 << 10

var errXML = errors.New("not well-formed XML")

func newXMLScanner(in io.Reader) *xmlScanner {
	return &xmlScanner{in: in, buf: make([]byte, 64<<10)}
}

// next returns the next token; its texts are valid until the next call. It returns
// io.EOF at the end.
func (s *xmlScanner) next() (xmlToken, error) {
	for {
		b := s.buf[s.start:s.end]
		if len(b) == 0 {
			if !s.fill() {
				return 0, s.err
			}
			continue
		}
		if b[0] != '<' {
			return xmlText, s.takeText()
		}
		i, err := s.tagEnd()
		if err != nil {
			return 0, err
		}
		tag := s.buf[s.start+1 : s.start+i]
		s.start += i + 1
		switch {
		case tag[0] == '?':
		case bytes.HasPrefix(tag, []byte("![CDATA[")):
			s.text = bytes.TrimSuffix(tag[len("![CDATA["):], []byte("]]"))
			return xmlText, nil
		case bytes.HasPrefix(tag, []byte("!--")):
		case tag[0] == '!':
			return 0, errXML
		default:
			s.setTag(tag)
			return xmlTag, nil
		}
	}
}

// tagEnd returns the index of the '>' that ends the tag at the start of the buffer.
func (s *xmlScanner) tagEnd() (int, error) {
	from := 1
	for {
		b := s.buf[s.start:s.end]
		if len(b) > 1 && b[1] == '>' {
			return 0, errXML
		}
		if i := markupEnd(b, from); i > 0 {
			return i, nil
		}
		if len(b) > maxTagBytes && !bytes.HasPrefix(b, []byte("<![CDATA[")) && !bytes.HasPrefix(b, []byte("<!--")) || len(b) > MaxRowBytes {
			return 0, errXML
		}
		if !s.fill() {
			if s.err == io.EOF {
				return 0, io.ErrUnexpectedEOF
			}
			return 0, s.err
		}
	}
}

// markupEnd finds the end of a tag, comment or CDATA section, or returns 0.
func markupEnd(b []byte, from int) int {
	find := func(end string) int {
		if i := bytes.Index(b, []byte(end)); i > 0 {
			return i + len(end) - 1
		}
		return 0
	}
	switch {
	case bytes.HasPrefix(b, []byte("<!--")):
		return find("-->")
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		return find("]]>")
	case len(b) < len("<![CDATA[") && len(b) > 1 && b[1] == '!':
		return 0
	}
	i := from
	for i < len(b) {
		switch b[i] {
		case '>':
			return i
		case '"', '\'':
			k := bytes.IndexByte(b[i+1:], b[i])
			if k < 0 {
				return 0
			}
			i += k + 1
		}
		i++
	}
	return 0
}

func (s *xmlScanner) setTag(tag []byte) {
	s.close = tag[0] == '/'
	if s.close {
		tag = tag[1:]
	}
	s.empty = len(tag) > 0 && tag[len(tag)-1] == '/'
	if s.empty {
		tag = tag[:len(tag)-1]
	}
	n := bytes.IndexAny(tag, " \t\r\n")
	if n < 0 {
		n = len(tag)
	}
	s.name, s.attrs = tag[:n], tag[n:]
	if i := bytes.IndexByte(s.name, ':'); i >= 0 {
		s.name = s.name[i+1:]
	}
}

// takeText sets text to what is before the next tag, or to a part of it.
func (s *xmlScanner) takeText() error {
	b := s.buf[s.start:s.end]
	i := bytes.IndexByte(b, '<')
	for i < 0 && len(b) < len(s.buf)/2 && s.fill() {
		b = s.buf[s.start:s.end]
		i = bytes.IndexByte(b, '<')
	}
	if s.err != nil && s.err != io.EOF {
		return s.err
	}
	if i < 0 {
		i = len(b)
		// A part must not cut a character or an entity.
		if k := bytes.LastIndexByte(b, '&'); k > 0 && len(b)-k < 12 && s.err == nil {
			i = k
		} else if s.err == nil {
			for i > 1 && i > len(b)-utf8.UTFMax && !utf8.RuneStart(b[i-1]) {
				i--
			}
			if i > 1 && b[i-1] >= utf8.RuneSelf {
				i--
			}
		}
	}
	s.text = b[:i]
	s.start += i
	if bytes.IndexByte(s.text, '&') >= 0 {
		s.textOnly = appendUnescaped(s.textOnly[:0], s.text)
		s.text = s.textOnly
	}
	return nil
}

func (s *xmlScanner) fill() bool {
	if s.err != nil {
		return false
	}
	if s.start > 0 {
		copy(s.buf, s.buf[s.start:s.end])
		s.end -= s.start
		s.start = 0
	}
	if s.end == len(s.buf) {
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for {
		n, err := s.in.Read(s.buf[s.end:])
		s.end += n
		s.err = err
		if n > 0 || err != nil {
			return n > 0
		}
	}
}

// attr returns an attribute by its name without prefix, or nil. Entities are not
// resolved.
func (s *xmlScanner) attr(name string) []byte {
	b := s.attrs
	for {
		i := bytes.IndexByte(b, '=')
		if i < 0 || i+1 >= len(b) {
			return nil
		}
		key := bytes.TrimSpace(b[:i])
		if k := bytes.IndexByte(key, ':'); k >= 0 {
			key = key[k+1:]
		}
		rest := bytes.TrimLeft(b[i+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return rest[1 : 1+end]
		}
		b = rest[end+2:]
	}
}

func (s *xmlScanner) attrString(name string) string {
	v := s.attr(name)
	if bytes.IndexByte(v, '&') >= 0 {
		v = appendUnescaped(nil, v)
	}
	return string(v)
}

var xmlEntities = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// appendUnescaped appends text with its entities resolved; what is no entity of XML
// stays.
func appendUnescaped(out, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return append(out, text...)
		}
		out = append(out, text[:i]...)
		text = text[i:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		if end < 0 {
			out = append(out, '&')
			text = text[1:]
			continue
		}
		name := string(text[1:end])
		if e, ok := xmlEntities[name]; ok {
			out = append(out, e...)
		} else if r, ok := characterReference(name); ok {
			out = utf8.AppendRune(out, r)
		} else {
			out = append(out, text[:end+1]...)
		}
		text = text[end+1:]
	}
}

func characterReference(name string) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	return rune(n), err == nil
}
