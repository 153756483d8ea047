package protocol

import (
	cryptorand "crypto/rand"
	"encoding/binary"
	mathrand "math/rand"
)

// reseed draws a new seed for math/rand from the host, at each call. Templates reach it through sprig (`shuffle`,
// `randInt`); a host that puts an instance's memory back would otherwise repeat what it gave before. All other randomness
// of templates comes from crypto/rand, which asks the host each time. With a host that answers from a fixed seed, equal
// requests get equal bytes. Go ignores Seed unless `randseednop=0` is set: see the godebug lines of the two go.mod files.
func reseed() {
	var seed [8]byte
	cryptorand.Read(seed[:])
	mathrand.Seed(int64(binary.LittleEndian.Uint64(seed[:])))
}
