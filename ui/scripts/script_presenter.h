#pragma once

#include "models/backend/backends.h"
#include "models/domain/outcome.h"
#include "models/domain/workflow.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace slipway {

// One node's draft while it is edited: loads it, saves it by itself a moment after the last change, merges what others
// changed meanwhile, commits it. What was typed is never given up: a failed save keeps it and is tried again.
class ScriptPresenter : public QObject
{
    Q_OBJECT

public:
    ScriptPresenter(const Backends &backends, FileId file, QObject *parent = nullptr);

    FileId file() const { return m_file; }
    bool isLoaded() const { return m_loaded; }
    // As edited here.
    const NodeDraft &draft() const { return m_mine; }
    bool isModified() const { return m_modified; }
    bool isSaving() const { return m_saving; }
    // The same field was changed here and elsewhere; nothing is saved before takeTheirs() or keepMine().
    bool isInConflict() const { return m_inConflict; }
    // The last save was refused or did not get through; the next one clears it.
    bool hasSaveFailed() const { return m_saveFailed; }

    void setScript(const QString &script);
    void setProperties(const NodeProperties &properties);
    void setDescription(const QString &description);

public slots:
    void load();
    // Sends what is not saved; where nothing is left to send, saved() says so at once.
    void save();
    // Saves what is not saved, then makes a version of it.
    // `manyInstances`: a person has confirmed more of them a day than are usual.
    void commit(const QString &comment, bool manyInstances = false);
    // Calls `next` once the engine has what is edited here; not at all if it cannot be saved.
    void whenSaved(std::function<void()> next);
    // After a conflict: what the engine has, or what is here.
    void takeTheirs();
    void keepMine();

signals:
    void loaded();          // also after a reload: the texts on screen are to be replaced
    void metadataChanged(); // name, versions, commit mark
    void modifiedChanged();
    void saved();
    void saveStateChanged(); // of hasSaveFailed() and isInConflict()
    void committed(const slipway::NodeVersion &version);
    void failed(const QString &what, const slipway::Error &error);
    void commitRefused(const slipway::Error &error);
    // Also again when a save is asked for while it is not settled.
    void conflict(const QStringList &fields);
    void removed();

private:
    void edited();
    void send();
    void received(const Outcome<NodeDraft> &answer);
    void saveFailed(const Error &error);
    void mergeWithEngine();
    void adopt(const NodeDraft &theirs);
    void becomeConflict(const NodeDraft &theirs, const QStringList &fields);
    void setSaveFailed(bool saveFailed);
    void runAfterSave();
    void externallyChanged(const NodeDraft &draft);
    void takeFacts(const NodeDraft &draft);
    void commitNow(const QString &comment, bool manyInstances);
    void setModified(bool modified);

    Backends m_backends;
    FileId m_file;
    NodeDraft m_base; // as the engine had it when this edit began
    NodeDraft m_mine;
    NodeDraft m_theirs; // in a conflict
    bool m_loaded = false, m_modified = false, m_saving = false;
    bool m_inConflict = false;
    bool m_saveFailed = false;
    QStringList m_conflicts;
    int m_newestSeen = 0; // the highest revision that the feed told of
    int m_edits = 0;      // counts changes, to know whether more came while a save was under way
    std::function<void()> m_afterSave;
    QTimer m_autosave;
};

} // namespace slipway
