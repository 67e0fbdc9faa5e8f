// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// showFailedLogIns shows the user the wrong passphrases with the user's initials since
// the last log-in: somebody else may have tried.
func (s *Shell) showFailedLogIns() {
	now := s.session
	var f store.FailedLogIns
	now.work.run(func(ctx context.Context) (err error) {
		f, err = now.register.FailedLogIns(ctx)
		return err
	}, func(err error) {
		switch w := s.words; {
		case err != nil:
			s.showError(err)
		case f.Count > 0 && s.session == now:
			at := f.Latest.Local()
			s.messageDialog(w.T("failed.title"), w.T("citizen.close"), "",
				w.N("failed.count", f.Count, "Initials", now.user.Initials), w.T("failed.latest", "Day", w.Date(model.DateOf(at)), "Time", at.Format("15:04")),
				w.T("failed.not_you")).Open(s.window.Canvas())
		}
	})
}
