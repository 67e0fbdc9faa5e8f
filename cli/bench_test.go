package cli

import (
	"path/filepath"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// BenchmarkInvent makes a municipality of ten thousand citizens.
func BenchmarkInvent(b *testing.B) {
	for b.Loop() {
		dir := filepath.Join(b.TempDir(), "r.fremskridt")
		if _, err := CreateDemo(b.Context(), dir, 10_000, 1, model.NewDate(2026, time.November, 24), nil, nil); err != nil {
			b.Fatal(err)
		}
	}
}
