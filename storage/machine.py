"""What the machine says is wrong with a file or an address, in Italian, and what to do."""

import errno

_TROUBLES = {
    errno.ENOENT: "il file non c’è; controllare nome e cartella",
    errno.EACCES: "non è permesso leggerlo o scriverlo; controllare i permessi",
    errno.EPERM: "non è permesso leggerlo o scriverlo; controllare i permessi",
    errno.EROFS: "il disco è di sola lettura; indicare un’altra cartella",
    errno.EISDIR: "è una cartella, serve un file",
    errno.ENOTDIR: "una parte del percorso non è una cartella; controllare il nome",
    errno.EEXIST: "c’è già; toglierlo o indicare un altro nome",
    errno.ENAMETOOLONG: "il nome è troppo lungo; accorciarlo",
    errno.EIO: "il disco non risponde; controllarlo",
    errno.EADDRINUSE: "è già in uso",
    errno.EADDRNOTAVAIL: "non è un indirizzo di questa macchina",
}


def say_trouble(error: OSError) -> str:
    """What is wrong; the machine's own words only where we have none."""
    known = _TROUBLES.get(error.errno or 0)
    return known or f"errore {error.errno} della macchina: {error.strerror}"
