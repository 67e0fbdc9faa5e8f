package cohort

import "fremskridt/model"

// PassiveCitizen is a citizen of a group who has been without activity for long.
// The list is of single citizens: it is for the screen of somebody who has access
// to them, and no part of a file.
type PassiveCitizen struct {
	Citizen    model.ID
	Caseworker string
	Weeks      int        // whole weeks without activity, to the day
	Activity   string     // type of the latest activity; empty for none yet
	Ended      model.Date // its last day
}
