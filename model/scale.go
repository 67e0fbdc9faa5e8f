// SPDX-License-Identifier: MPL-2.0

package model

import (
	"bytes"
	"encoding/json"
)

// Scale is a row of labelled steps. The first label belongs to the value First, each
// other label to the next whole number.
type Scale struct {
	Code   string `json:"code"`
	First  int    `json:"first"`
	Labels []Text `json:"labels"`
}

// UnmarshalJSON parses a scale, which begins at 1 by default.
func (s *Scale) UnmarshalJSON(b []byte) error {
	type plain Scale
	read := plain{First: 1}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&read); err != nil {
		return err
	}
	*s = Scale(read)
	return nil
}

// Low returns the lowest value of the scale.
func (s Scale) Low() int { return s.First }

// High returns the highest value of the scale.
func (s Scale) High() int { return s.First + len(s.Labels) - 1 }

// Has reports whether the value is a step of the scale.
func (s Scale) Has(value int) bool { return value >= s.Low() && value <= s.High() }

// Label returns the wording of a step, or no wording for another value.
func (s Scale) Label(value int) Text {
	if !s.Has(value) {
		return Text{}
	}
	return s.Labels[value-s.First]
}
