// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"bytes"
	"encoding/json"

	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// object is a JSON object that keeps the order of its keys.
type object []field

// field is a key with its value. An empty reason or optional text is left out.
type field struct {
	key   string
	value any
}

// optional is a text that is left out where it is empty.
type optional string

func (f field) omitted() bool {
	return f.value == disclosure.Reason("") || f.value == optional("")
}

// MarshalJSON writes the fields in order. Like the encoder of analyse, it does not
// escape HTML.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	separator := byte('{')
	for _, f := range o {
		if f.omitted() {
			continue
		}
		b.WriteByte(separator)
		separator = ','
		if err := enc.Encode(f.key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(f.value); err != nil {
			return nil, err
		}
	}
	if separator == '{' {
		b.WriteByte('{')
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// each is a JSON array of an object a row; null without rows.
func each[T any](rows []T, fn func(T) object) []object {
	var list []object
	for _, r := range rows {
		list = append(list, fn(r))
	}
	return list
}

// numbers are the numbers of a disclosed value under the given keys, or nulls and the
// reason of a withheld one.
func numbers[T any](v disclosure.Value[T], of func(T) []float64, keys ...string) object {
	var o object
	value, ok := v.Get()
	for i, key := range keys {
		f := field{key, nil}
		if ok {
			f.value = of(value)[i]
		}
		o = append(o, f)
	}
	return append(o, field{"reason", v.Reason()})
}
