package values

import "fmt"

// RemoteFileError refuses a values file that has an address, or stands on standard input: neither is had here.
type RemoteFileError struct{ Reference string }

func (e RemoteFileError) Error() string {
	return fmt.Sprintf("values file %s is not fetched here: copy it beside the chart and name the copy", e.Reference)
}
