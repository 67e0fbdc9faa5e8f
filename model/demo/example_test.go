// SPDX-License-Identifier: MPL-2.0

package demo_test

import (
	"context"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/demo"
)

// A municipality is drawn citizen by citizen, and its parameters are returned.
func ExampleGenerate() {
	in, err := assets.Instrument()
	if err != nil {
		panic(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		panic(err)
	}
	o := demo.Options{Citizens: 2, Seed: 1, AsOf: model.NewDate(2026, 11, 24), Instrument: in, Vocabulary: v}
	truth, err := demo.Generate(context.Background(), o, sinkFunc(func(c model.CaseHistory) error {
		fmt.Println(c.Citizen.CaseNumber, c.Citizen.Opened, len(c.Assessments) > 0)
		return nil
	}))
	fmt.Println(truth.Items[0].Item, truth.Items[0].Company, err)
	// Output:
	// 2024-0001 2024-02-15 true
	// 2026-0002 2026-06-19 true
	// B01 0.08 <nil>
}
