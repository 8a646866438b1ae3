/* Stands between a program and the files of one folder, and breaks them as it is told.
 *
 * Loaded by LD_PRELOAD. Every call that changes the folder, or makes a change last, is counted
 * from 1 (reads too, where that is wanted); the calls `first` to `last` meet the fault. What was
 * done is logged, call by call, for whoever wants to replay it. Told by disk_arm, or, where it has
 * to hold from the start, by the environment: UNKINK_DISK_FOLDER, UNKINK_DISK_FULL.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096
#define SECTOR 512

enum fault { NONE, KILL_BEFORE, KILL_AFTER, KILL_TORN, NO_SPACE, IO_ERROR };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static size_t folder_length;
static char full[PATH_MAX]; /* the disk is full for as long as this file exists */
static enum fault fault;
static int with_reads;
static long first, last, calls;
static int log_file = -1;
static char ours[FILES];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

_Noreturn static void die(void) {
    syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    for (;;) pause();
}

static int inside(const char *path) {
    if (!folder_length || !path) return 0;
    if (folder_length == 1) return *path == '/'; /* the folder is all there is */
    return !strncmp(path, folder, folder_length) &&
           (path[folder_length] == '/' || !path[folder_length]);
}

static int known(int fd) { return fd >= 0 && fd < FILES && ours[fd]; }

/* Write one line about a call that was done, and the bytes that belong to it. */
static void tell(const char *what, long a, long b, const char *one, const char *two,
                 const void *data, long length) {
    char line[2 * PATH_MAX + 100];
    if (log_file < 0) return;
    int size = snprintf(line, sizeof line, "%s\t%ld\t%ld\t%s\t%s\t%ld\n", what, a, b,
                        one ? one : "", two ? two : "", length);
    syscall(SYS_write, log_file, line, size);
    for (long done = 0; done < length;) {
        long got = syscall(SYS_write, log_file, (const char *)data + done, length - done);
        if (got <= 0) break;
        done += got;
    }
}

/* Count one call; return whether it is to fail (errno is set) or 2 if it is to be torn. */
static int meets(int grows) {
    calls++;
    if (grows && full[0] && !access(full, F_OK)) {
        errno = ENOSPC;
        return 1;
    }
    if (fault == NONE || calls < first || calls > last) return 0;
    switch (fault) {
    case KILL_BEFORE: die();
    case KILL_TORN: return 2;
    case NO_SPACE: errno = ENOSPC; return 1;
    case IO_ERROR: errno = EIO; return 1;
    default: return 0;
    }
}

static void done(void) {
    if (fault == KILL_AFTER && calls == first) die();
}

#define BEGIN(grows)                                                                              \
    pthread_mutex_lock(&lock);                                                                    \
    int met = meets(grows);                                                                       \
    if (met == 1) {                                                                               \
        int why = errno;                                                                          \
        pthread_mutex_unlock(&lock);                                                              \
        errno = why;                                                                              \
        return -1;                                                                                \
    }                                                                                             \
    if (met == 2) die();

#define END(result)                                                                               \
    {                                                                                             \
        int why = errno;                                                                          \
        done();                                                                                   \
        pthread_mutex_unlock(&lock);                                                              \
        errno = why;                                                                              \
        return result;                                                                            \
    }

/* Arm the disk of one folder (its real path; empty: let everything pass) and begin to count. */
void disk_arm(const char *where, int what, int reads, long from, long to, const char *fullness,
              const char *log) {
    pthread_mutex_lock(&lock);
    snprintf(folder, sizeof folder, "%s", where);
    folder_length = strlen(folder);
    snprintf(full, sizeof full, "%s", fullness);
    fault = what, with_reads = reads, first = from, last = to, calls = 0;
    if (log_file >= 0) syscall(SYS_close, log_file);
    log_file = *log ? syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    pthread_mutex_unlock(&lock);
}

/* Let everything pass from now on; the files stay known, and calls are still counted. */
void disk_mend(void) { fault = NONE, full[0] = 0; }

long disk_calls(void) { return calls; }

/* Put a word into the log, in its place between the calls. */
void disk_note(const char *word) {
    pthread_mutex_lock(&lock);
    tell("note", 0, 0, word, 0, 0, 0);
    pthread_mutex_unlock(&lock);
}

__attribute__((constructor)) static void begin(void) {
    const char *where = getenv("UNKINK_DISK_FOLDER"), *fullness = getenv("UNKINK_DISK_FULL");
    if (where) disk_arm(where, NONE, 0, 0, 0, fullness ? fullness : "", "");
}

static int opened(int at, const char *path, int flags, mode_t mode) {
    int (*real)(int, const char *, int, ...) = REAL(openat);
    if (!inside(path)) return real(at, path, flags, mode);
    int is_new = (flags & O_CREAT) && access(path, F_OK);
    if (!is_new && !(flags & O_TRUNC)) {
        int fd = real(at, path, flags, mode);
        pthread_mutex_lock(&lock);
        if (fd >= 0 && fd < FILES) ours[fd] = 1, tell("open", fd, 0, path, 0, 0, 0);
        pthread_mutex_unlock(&lock);
        return fd;
    }
    BEGIN(0)
    int fd = real(at, path, flags, mode);
    if (fd >= 0 && fd < FILES) {
        ours[fd] = 1;
        tell(is_new ? "create" : "open", fd, 0, path, 0, 0, 0);
        if (!is_new) tell("truncate", fd, 0, 0, 0, 0, 0);
    }
    END(fd)
}

#define OPEN(name, params, at, path)                                                              \
    int name params {                                                                             \
        mode_t mode = 0;                                                                          \
        if (flags & (O_CREAT | O_TMPFILE)) {                                                      \
            va_list more;                                                                         \
            va_start(more, flags);                                                                \
            mode = va_arg(more, mode_t);                                                          \
            va_end(more);                                                                         \
        }                                                                                         \
        return opened(at, path, flags, mode);                                                     \
    }

OPEN(open, (const char *path, int flags, ...), AT_FDCWD, path)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, path)
OPEN(openat, (int at, const char *path, int flags, ...), at, path)
OPEN(openat64, (int at, const char *path, int flags, ...), at, path)

int close(int fd) {
    if (known(fd)) {
        pthread_mutex_lock(&lock);
        ours[fd] = 0;
        tell("close", fd, 0, 0, 0, 0, 0);
        pthread_mutex_unlock(&lock);
    }
    return REAL(close)(fd);
}

/* Write at an offset; the file grows where that lies beyond its end. */
static ssize_t written(int fd, const void *data, size_t size, off_t offset, int is_sequential) {
    struct stat now;
    if (fstat(fd, &now) || !S_ISREG(now.st_mode)) return REAL(write)(fd, data, size);
    off_t length = now.st_size;
    pthread_mutex_lock(&lock);
    int met = meets(offset + (off_t)size > length);
    if (met == 1) {
        int why = errno;
        pthread_mutex_unlock(&lock);
        errno = why;
        return -1;
    }
    if (met == 2) {
        size_t half = size > SECTOR ? size / 2 / SECTOR * SECTOR : size / 2;
        if (half) REAL(pwrite64)(fd, data, half, offset);
        die();
    }
    ssize_t got = is_sequential ? REAL(write)(fd, data, size)
                                : REAL(pwrite64)(fd, data, size, offset);
    if (got > 0) tell("write", fd, offset, 0, 0, data, got);
    END(got)
}

ssize_t write(int fd, const void *data, size_t size) {
    if (!known(fd)) return REAL(write)(fd, data, size);
    int appends = fcntl(fd, F_GETFL) & O_APPEND;
    return written(fd, data, size, lseek(fd, 0, appends ? SEEK_END : SEEK_CUR), 1);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off_t offset) {
    if (!known(fd)) return REAL(pwrite64)(fd, data, size, offset);
    return written(fd, data, size, offset, 0);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    return pwrite64(fd, data, size, offset);
}

ssize_t read(int fd, void *data, size_t size) {
    if (!known(fd) || !with_reads) return REAL(read)(fd, data, size);
    BEGIN(0)
    ssize_t got = REAL(read)(fd, data, size);
    END(got)
}

ssize_t pread64(int fd, void *data, size_t size, off_t offset) {
    if (!known(fd) || !with_reads) return REAL(pread64)(fd, data, size, offset);
    BEGIN(0)
    ssize_t got = REAL(pread64)(fd, data, size, offset);
    END(got)
}

static int synced(int fd, int (*real)(int)) {
    BEGIN(0)
    int got = real(fd);
    if (!got) tell("sync", fd, 0, 0, 0, 0, 0);
    END(got)
}

int fsync(int fd) { return known(fd) ? synced(fd, REAL(fsync)) : REAL(fsync)(fd); }

int fdatasync(int fd) { return known(fd) ? synced(fd, REAL(fdatasync)) : REAL(fdatasync)(fd); }

int ftruncate64(int fd, off_t length) {
    if (!known(fd)) return REAL(ftruncate64)(fd, length);
    BEGIN(0)
    int got = REAL(ftruncate64)(fd, length);
    if (!got) tell("truncate", fd, length, 0, 0, 0, 0);
    END(got)
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int entered(const char *what, int got, const char *one, const char *two) {
    if (!got) tell(what, 0, 0, one, two, 0, 0);
    return got;
}

#define ENTRY(name, params, arguments, is_ours, what, grows, one, two)                            \
    int name params {                                                                             \
        if (!(is_ours)) return REAL(name) arguments;                                              \
        BEGIN(grows)                                                                              \
        int got = entered(what, REAL(name) arguments, one, two);                                  \
        END(got)                                                                                  \
    }

ENTRY(unlink, (const char *path), (path), inside(path), "unlink", 0, path, 0)
ENTRY(unlinkat, (int at, const char *path, int flags), (at, path, flags), inside(path), "unlink", 0,
      path, 0)
ENTRY(mkdir, (const char *path, mode_t mode), (path, mode), inside(path), "mkdir", 1, path, 0)
ENTRY(rmdir, (const char *path), (path), inside(path), "rmdir", 0, path, 0)
ENTRY(rename, (const char *from, const char *to), (from, to), inside(from) || inside(to), "rename",
      0, from, to)
ENTRY(link, (const char *from, const char *to), (from, to), inside(to), "link", 0, from, to)
ENTRY(linkat, (int at, const char *from, int to_at, const char *to, int flags),
      (at, from, to_at, to, flags), inside(to), "link", 0, from, to)
