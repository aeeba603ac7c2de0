// Loaded first into each process that a bench starts: one whose bench is gone, by whatever signal, weighs on the next one's figures.
process.on('disconnect', () => process.exit(1))
// Being ready for that is no reason to stay.
process.channel?.unref()
