#pragma once

#include "models/backend/event_feed.h"
#include "models/backend/workflows_backend.h"
#include "models/editing/engine_mirror.h"
#include "models/editing/workflow_document.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace slipway {

enum class SaveState {
    Loading,
    Saved,
    Saving,
    Waiting,  // the engine does not answer; what was edited stays and is tried again
    Conflict, // somebody must choose, see DraftSync::conflict
    Failed,   // could not be loaded
};

// Brings what is edited to the engine and what changed there back, one request at a time. The document applies edits at
// once; this looks at the difference and does the next step until there is none. What the engine refuses is taken back
// with a reason; what it cannot be asked is kept and retried.
class DraftSync : public QObject
{
    Q_OBJECT

public:
    DraftSync(WorkflowDocument &document, WorkflowsBackend &workflows, EventFeed &feed, QObject *parent = nullptr);

    SaveState state() const { return m_state; }
    bool isLoaded() const { return m_loaded; }
    // Why it waits or failed, one sentence.
    QString reason() const { return m_reason; }
    // Nothing is left to save.
    bool isClean() const { return m_loaded && !m_busy && m_mirror.isClean(); }
    // As the engine has it; null where it has nothing.
    const NodeDraft *known(FileId file) const { return m_mirror.known(file); }

public slots:
    void load();
    // Tries again at once what waits.
    void retry();
    void keepMine(slipway::FileId file);
    void takeTheirs(slipway::FileId file);

signals:
    void loaded();
    void stateChanged();
    // The engine said no, and the edit was taken back.
    void refused(const QString &what, const slipway::Error &error);
    // The same field of a node was changed here and elsewhere; `fields` by their API names.
    void conflict(slipway::FileId file, const QStringList &fields);

private:
    void step();
    void perform(const SaveStep &step);
    void perform(const DeleteStep &step);
    void perform(const RestoreStep &step);
    void perform(const CreateStep &step);
    void perform(const MoveStep &step);
    void failed(const QString &what, const Error &error, const QList<FileId> &files);
    void checkConflict(const QString &what, const Error &error, FileId file);
    void refuse(const QString &what, const Error &error, const QList<FileId> &files);
    void wait(const Error &error);
    void answered();
    void setState(SaveState state);

    void refreshNext();
    void reloadAll();
    void received(const NodeDraft &theirs);
    void draftChanged(const NodeDraft &draft);
    void draftRemoved(FileId file);

    WorkflowDocument &m_document;
    WorkflowsBackend &m_workflows;
    EventFeed &m_feed;
    EngineMirror m_mirror;
    QMap<FileId, int> m_stale; // revisions in the engine that are newer than what is known; 0: unknown
    QTimer m_next;
    QTimer m_retry;
    int m_retryDelay = 0;
    QString m_reason;
    SaveState m_state = SaveState::Loading;
    bool m_loaded = false;
    bool m_busy = false;
    bool m_reloadWanted = false;
};

} // namespace slipway
