// SPDX-License-Identifier: MPL-2.0

package cohort_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// No way of printing a withheld value reveals its number.
func TestWithheldIsNotInTheValue(t *testing.T) {
	t.Parallel()
	histories := crowd(9, func(i int) model.CaseHistory {
		last := 3
		if i < 3 {
			last = 4
		}
		return model.CaseHistory{Assessments: []model.Assessment{assess(0, model.ByCitizen, 3), assess(91, model.ByCitizen, last)}}
	})
	row := everybody(t, histories...).Movement(model.ByCitizen).Rows[0] // 3 of 9 went up
	withheld(t, row.Up, disclosure.SmallCells)
	withheld(t, row.Same, disclosure.SmallCells)
	if n := shown(t, row.N); n != 9 {
		t.Errorf("n is %d", n)
	}
	data, err := json.Marshal(row.Up)
	if err != nil || string(data) != "null" {
		t.Errorf("%s, %v", data, err)
	}
	if text := fmt.Sprintf("%#v %+v", row.Up, row.Same); strings.ContainsAny(text, "123456789") {
		t.Errorf("printed, it is %s", text)
	}
}
