#pragma once

#include <QByteArray>
#include <QObject>
#include <QStringList>

#include <memory>

class QSocketNotifier;

namespace slipway {

struct ProcessSpec
{
    QStringList arguments;   // [0] is the program
    QString outputFile;      // appended to; empty: the output is kept, see output()
    bool ownSession = false; // lives on when the engine ends
};

// Field 22 of /proc/<pid>/stat: with the pid it names a process for ever. 0 if there is none.
qint64 processStartTime(qint64 pid);

// A process that this engine or an earlier one started. Started by posix_spawn with /dev/null as standard input and no
// descriptor of ours; watched by a pidfd, so that a pid that is used again is never mistaken for it.
class ChildProcess : public QObject
{
    Q_OBJECT

public:
    // Nothing, with errno, if it cannot be started.
    static std::unique_ptr<ChildProcess> start(const ProcessSpec &spec);
    // Nothing if no such process runs any more.
    static std::unique_ptr<ChildProcess> adopt(qint64 pid, qint64 startTime);
    ~ChildProcess() override; // lets it go on

    qint64 pid() const { return m_pid; }
    qint64 startTime() const { return m_startTime; }
    void signal(int number);
    // What it has written so far, at most 64 KB; only without an output file.
    QByteArray output() const;

signals:
    // `exitCode` is -1 when a signal ended it or it was adopted.
    void finished(int exitCode);

private:
    ChildProcess(qint64 pid, int pidDescriptor, int outputDescriptor);
    void onEnded();

    qint64 m_pid;
    qint64 m_startTime;
    int m_pidDescriptor;
    int m_outputDescriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace slipway
