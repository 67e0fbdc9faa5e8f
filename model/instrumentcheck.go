// SPDX-License-Identifier: MPL-2.0

package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// ParseInstrument parses and checks an instrument file.
func ParseInstrument(data []byte) (*Instrument, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var in Instrument
	if err := dec.Decode(&in); err != nil {
		return nil, fmt.Errorf("read instrument: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("read instrument: there is more after its end")
	}
	if err := in.Check(); err != nil {
		return nil, fmt.Errorf("instrument %s: %w", in.Key(), err)
	}
	return &in, nil
}

// Check returns the first error that makes the instrument unusable.
func (in *Instrument) Check() error {
	switch {
	case in.Code == "" || in.Version == "":
		return errors.New("code and version must be given")
	case in.Interval < 1 || in.Interval > 3660:
		return fmt.Errorf("interval_days %d: want 1 to 3660", in.Interval)
	case !in.ValidTo.IsZero() && in.ValidTo.Before(in.ValidFrom):
		return errors.New("valid_to lies before valid_from")
	case len(in.Items) == 0:
		return errors.New("it has no items")
	}
	domains, scales := map[string]bool{}, map[string]Scale{}
	for _, d := range in.Domains {
		if d.Code == "" || domains[d.Code] || d.Name.DA == "" {
			return fmt.Errorf("domain %q: empty, nameless or twice", d.Code)
		}
		domains[d.Code] = true
	}
	for _, s := range in.Scales {
		if err := s.check(); err != nil {
			return err
		}
		if _, twice := scales[s.Code]; twice {
			return fmt.Errorf("scale %s: twice", s.Code)
		}
		scales[s.Code] = s
	}
	reasons := map[int]bool{}
	for _, m := range in.Missing {
		if m.Code >= 0 || reasons[m.Code] || m.Name.DA == "" {
			return fmt.Errorf("missing reason %d: must be negative, named and there once", m.Code)
		}
		reasons[m.Code] = true
	}
	seen := map[string]Item{}
	panel := map[[2]string]string{}
	for _, it := range in.Items {
		if err := it.check(domains, scales, seen); err != nil {
			return fmt.Errorf("item %s: %w", it.Code, err)
		}
		place := [2]string{it.Domain, string(it.Respondent)}
		if other := panel[place]; other != "" {
			return fmt.Errorf("item %s: domain %s already has %s for the same respondent", it.Code, it.Domain, other)
		}
		panel[place] = it.Code
		seen[it.Code] = it
	}
	return nil
}

func (s Scale) check() error {
	if s.Code == "" {
		return errors.New("a scale has no code")
	}
	if len(s.Labels) < 3 || len(s.Labels) > 11 {
		return fmt.Errorf("scale %s: has %d steps, want 3 to 11", s.Code, len(s.Labels))
	}
	if s.First < 0 || s.First > 1 {
		return fmt.Errorf("scale %s: begins at %d, want 0 or 1", s.Code, s.First)
	}
	for i, l := range s.Labels {
		if l.DA == "" {
			return fmt.Errorf("scale %s: step %d has no Danish label", s.Code, s.First+i)
		}
	}
	return nil
}

func (it Item) check(domains map[string]bool, scales map[string]Scale, before map[string]Item) error {
	scale, known := scales[it.Scale]
	_, twice := before[it.Code]
	switch {
	case it.Code == "" || twice:
		return errors.New("its code is empty or there twice")
	case !domains[it.Domain]:
		return fmt.Errorf("unknown domain %q", it.Domain)
	case !known:
		return fmt.Errorf("unknown scale %q", it.Scale)
	case it.Respondent != ByCitizen && it.Respondent != ByCaseworker:
		return fmt.Errorf("unknown respondent %q", it.Respondent)
	case it.Name.DA == "" || it.Question.DA == "":
		return errors.New("it has no Danish name or question")
	case it.Index && it.Prognosis:
		return errors.New("a prognosis is never part of an index")
	}
	for _, a := range it.Anchors {
		if !scale.Has(a.Value) {
			return fmt.Errorf("anchor %d is no step of scale %s", a.Value, it.Scale)
		}
	}
	if c := it.ShowIf; c != nil {
		other, asked := before[c.Item]
		switch {
		case !asked:
			return fmt.Errorf("show_if names %q, which is not asked before it", c.Item)
		case other.Respondent != it.Respondent:
			return fmt.Errorf("show_if names %s, which is put to the other respondent", c.Item)
		case !slices.Contains([]string{"=", "!=", "<", "<=", ">", ">="}, c.Op):
			return fmt.Errorf("show_if has the unknown operator %q", c.Op)
		}
	}
	return nil
}
