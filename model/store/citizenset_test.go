// SPDX-License-Identifier: MPL-2.0

package store

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A set has exactly the numbers that it was made of.
func TestNumbersRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfDistinct(rapid.Uint64Range(0, 500), rapid.ID[uint64]).Draw(t, "numbers")
		slices.Sort(numbers)
		members := encodeNumbers(numbers)
		var got []uint64
		err := forEachRun(members, func(first, last uint64) bool {
			for n := first; n <= last; n++ {
				got = append(got, n)
			}
			return true
		})
		if err != nil || !slices.Equal(got, numbers) {
			t.Fatalf("%v came back as %v, %v", numbers, got, err)
		}
		n := rapid.Uint64Range(0, 501).Draw(t, "n")
		if in, err := setContains(members, n); err != nil || in != slices.Contains(numbers, n) {
			t.Fatalf("%d in %v: %t, %v", n, numbers, in, err)
		}
	})
}

// Bytes that are no set are an error, not a crash or an endless loop.
func FuzzSet(f *testing.F) {
	f.Add(encodeNumbers([]uint64{1, 2, 3, 7}))
	f.Add([]byte{0xff})
	f.Fuzz(func(t *testing.T, members []byte) {
		runs := 0
		err := forEachRun(members, func(first, last uint64) bool {
			runs++
			return first <= last
		})
		if err == nil && runs*2 > len(members) {
			t.Errorf("%d runs in %d bytes", runs, len(members))
		}
	})
}

func TestSizeOfSets(t *testing.T) {
	t.Parallel()
	all, odd := make([]uint64, 100_000), make([]uint64, 50_000)
	for i := range all {
		all[i] = uint64(i + 1)
	}
	for i := range odd {
		odd[i] = uint64(2*i + 1)
	}
	if n := len(encodeNumbers(all)); n > 8 {
		t.Errorf("all citizens take %d bytes", n)
	}
	if n := len(encodeNumbers(odd)); n > 100_000 {
		t.Errorf("every other citizen takes %d bytes", n)
	}
}
