/* Writes down what a process does to the files under one folder: names, bytes, and what it waited for.

   Preloaded into a program (LD_PRELOAD). POWER_FOLDER is the folder, POWER_LOG the file of records. A record is added
   once the call has succeeded, by one write to a file that is opened for appending, so that those of several processes
   stand in the order of what they did. fsync and fdatasync are written down and not carried out: no power is cut here,
   and it is the replay that says what would be on the disk.

   A record: kind, process, file number, flags (32 bits each), offset, length of the path, length of the data (64 bits
   each), path, data. `record.py` reads it. */

#define _GNU_SOURCE
#undef _FORTIFY_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096

struct head {
    uint32_t kind;
    int32_t process, file;
    uint32_t flags;
    int64_t offset, path_length, data_length;
};

static char folder[PATH_MAX];
static size_t folder_length;
static int record_file = -1;
static char is_ours[MOST_FILES];

/* The library's own function behind one of ours. */
#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
    const char *under = getenv("POWER_FOLDER"), *record = getenv("POWER_LOG");
    if (!under || !record || strlen(under) >= sizeof folder) return;
    strcpy(folder, under);
    folder_length = strlen(folder);
    int (*real_open)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    int (*real_close)(int) = (int (*)(int))dlsym(RTLD_NEXT, "close");
    int low = real_open(record, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    record_file = fcntl(low, F_DUPFD_CLOEXEC, 900);
    real_close(low);
}

/* Writes a path that starts at the root to `full`; tells whether it is under the folder. */
static int under_folder(int at, const char *path, char *full) {
    if (record_file < 0 || !path) return 0;
    if (path[0] == '/') {
        if (strlen(path) >= PATH_MAX) return 0;
        strcpy(full, path);
    } else {
        char link[64] = "/proc/self/cwd";
        if (at != AT_FDCWD) {
            char digits[16];
            int count = 0, rest = at;
            do digits[count++] = (char)('0' + rest % 10); while ((rest /= 10) && count < 15);
            strcpy(link, "/proc/self/fd/");
            size_t end = strlen(link);
            while (count) link[end++] = digits[--count];
            link[end] = 0;
        }
        ssize_t got = readlink(link, full, PATH_MAX - 1);
        if (got < 0 || (size_t)got + 2 + strlen(path) >= PATH_MAX) return 0;
        full[got] = '/';
        strcpy(full + got + 1, path);
    }
    return !strncmp(full, folder, folder_length) && (!full[folder_length] || full[folder_length] == '/');
}

static void record(char kind, int file, uint32_t flags, int64_t offset, const char *path, size_t path_length,
                   const void *data, size_t data_length) {
    struct head head = {(uint32_t)kind, getpid(), file, flags, offset, (int64_t)path_length, (int64_t)data_length};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)path, path_length}, {(void *)data, data_length}};
    if (record_file >= 0 && writev(record_file, parts, 3) < 0) abort();
}

static int opened(int file, int at, const char *path, int flags) {
    char full[PATH_MAX];
    if (file < 0 || file >= MOST_FILES) return file;
    is_ours[file] = (char)under_folder(at, path, full);
    if (is_ours[file]) record('O', file, (uint32_t)flags, 0, full, strlen(full), "", 0);
    return file;
}

#define MODE_OF(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) {
    MODE_OF(flags) REAL(open);
    return opened(real(path, flags, mode), AT_FDCWD, path, flags);
}

int open64(const char *path, int flags, ...) {
    MODE_OF(flags) REAL(open64);
    return opened(real(path, flags, mode), AT_FDCWD, path, flags);
}

int openat(int at, const char *path, int flags, ...) {
    MODE_OF(flags) REAL(openat);
    return opened(real(at, path, flags, mode), at, path, flags);
}

int openat64(int at, const char *path, int flags, ...) {
    MODE_OF(flags) REAL(openat64);
    return opened(real(at, path, flags, mode), at, path, flags);
}

/* What the library's headers make of a call without a mode. */
int __open_2(const char *path, int flags) { return open(path, flags); }
int __open64_2(const char *path, int flags) { return open64(path, flags); }
int __openat_2(int at, const char *path, int flags) { return openat(at, path, flags); }
int __openat64_2(int at, const char *path, int flags) { return openat64(at, path, flags); }
int creat(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open64(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

static int of_ours(int file) { return record_file >= 0 && file >= 0 && file < MOST_FILES && is_ours[file]; }

int close(int file) {
    REAL(close);
    int known = of_ours(file);
    if (known) is_ours[file] = 0;
    int done = real(file);
    if (known && !done) record('C', file, 0, 0, "", 0, "", 0);
    return done;
}

ssize_t write(int file, const void *data, size_t length) {
    REAL(write);
    ssize_t done = real(file, data, length);
    if (file == STDOUT_FILENO && done > 0) record('S', file, 0, 0, "", 0, "", 0); /* somebody can read it now */
    if (of_ours(file) && done > 0)
        record('W', file, 0, lseek(file, 0, SEEK_CUR) - done, "", 0, data, (size_t)done);
    return done;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
    REAL(pwrite);
    ssize_t done = real(file, data, length, offset);
    if (of_ours(file) && done > 0) record('W', file, 0, offset, "", 0, data, (size_t)done);
    return done;
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset) {
    REAL(pwrite64);
    ssize_t done = real(file, data, length, offset);
    if (of_ours(file) && done > 0) record('W', file, 0, offset, "", 0, data, (size_t)done);
    return done;
}

/* Two names of each call that changes a length. */
#define CUT_BY_NUMBER(name, type) \
    int name(int file, type length) { \
        REAL(name); \
        int done = real(file, length); \
        if (of_ours(file) && !done) record('T', file, 0, length, "", 0, "", 0); \
        return done; \
    }
#define CUT_BY_NAME(name, type) \
    int name(const char *path, type length) { \
        REAL(name); \
        char full[PATH_MAX]; \
        int done = real(path, length); \
        if (!done && under_folder(AT_FDCWD, path, full)) record('t', -1, 0, length, full, strlen(full), "", 0); \
        return done; \
    }
CUT_BY_NUMBER(ftruncate, off_t)
CUT_BY_NUMBER(ftruncate64, off64_t)
CUT_BY_NAME(truncate, off_t)
CUT_BY_NAME(truncate64, off64_t)

int fsync(int file) {
    REAL(fsync);
    if (!of_ours(file)) return real(file);
    record('Y', file, 0, 0, "", 0, "", 0);
    return 0;
}

int fdatasync(int file) {
    REAL(fdatasync);
    if (!of_ours(file)) return real(file);
    record('Y', file, 0, 0, "", 0, "", 0);
    return 0;
}

static int one_name(int done, char kind, int at, const char *path) {
    char full[PATH_MAX];
    if (!done && under_folder(at, path, full)) record(kind, -1, 0, 0, full, strlen(full), "", 0);
    return done;
}

static int two_names(int done, char kind, int from, const char *old, int to, const char *new) {
    char both[2 * PATH_MAX], second[PATH_MAX];
    if (done) return done;
    int is_from = under_folder(from, old, both), is_to = under_folder(to, new, second);
    if (!is_from && !is_to) return done;
    size_t length = strlen(both);
    strcpy(both + length + 1, second);
    record(kind, -1, 0, 0, both, length + 1 + strlen(second), "", 0);
    return done;
}

int unlink(const char *path) {
    REAL(unlink);
    return one_name(real(path), 'U', AT_FDCWD, path);
}

int unlinkat(int at, const char *path, int flags) {
    REAL(unlinkat);
    return one_name(real(at, path, flags), 'U', at, path);
}

int remove(const char *path) {
    REAL(remove);
    return one_name(real(path), 'U', AT_FDCWD, path);
}

int rmdir(const char *path) {
    REAL(rmdir);
    return one_name(real(path), 'U', AT_FDCWD, path);
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    return one_name(real(path, mode), 'D', AT_FDCWD, path);
}

int mkdirat(int at, const char *path, mode_t mode) {
    REAL(mkdirat);
    return one_name(real(at, path, mode), 'D', at, path);
}

int rename(const char *old, const char *new) {
    REAL(rename);
    return two_names(real(old, new), 'R', AT_FDCWD, old, AT_FDCWD, new);
}

int renameat(int from, const char *old, int to, const char *new) {
    REAL(renameat);
    return two_names(real(from, old, to, new), 'R', from, old, to, new);
}

int link(const char *old, const char *new) {
    REAL(link);
    return two_names(real(old, new), 'L', AT_FDCWD, old, AT_FDCWD, new);
}

int linkat(int from, const char *old, int to, const char *new, int flags) {
    REAL(linkat);
    return two_names(real(from, old, to, new, flags), 'L', from, old, to, new);
}
