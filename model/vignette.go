// SPDX-License-Identifier: MPL-2.0

package model

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Vignette is a short invented case that raters score, to compare how they use the
// scales.
type Vignette struct {
	Code  string `json:"code"`
	Title Text   `json:"title"`
	Text  Text   `json:"text"`
}

// ParseVignettes parses a file of vignettes. Each needs a unique code and texts in
// both languages.
func ParseVignettes(data []byte) ([]Vignette, error) {
	var list []Vignette
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("read vignettes: %w", err)
	}
	seen := map[string]bool{}
	for _, v := range list {
		for _, words := range []string{v.Title.DA, v.Title.EN, v.Text.DA, v.Text.EN} {
			if words == "" {
				return nil, fmt.Errorf("vignette %q: words are missing", v.Code)
			}
		}
		if v.Code == "" || seen[v.Code] {
			return nil, errors.New("vignettes: each needs a code of its own")
		}
		seen[v.Code] = true
	}
	return list, nil
}
