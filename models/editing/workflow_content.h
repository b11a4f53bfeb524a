#pragma once

#include "models/domain/workflow.h"
#include "models/editing/change_event.h"

#include <QHash>
#include <QMap>
#include <QObject>

namespace slipway {

// A dependency by ids, both ends in the same workflow.
struct DraftEdge
{
    FileId from;
    FileId to;

    friend auto operator<=>(const DraftEdge &, const DraftEdge &) = default;
};

// An output name at its place in a node's list of inputs.
struct InputPlace
{
    FileId file;
    QString output;
    int index = -1; // -1: at the end

    friend bool operator==(const InputPlace &, const InputPlace &) = default;
};

// The drafts of one workflow as edited here, with or without an engine. Edges are not stored: `to` depends on `from`
// where one of its inputs is an output of `from`. Only commands and the synchronisation with the engine change it.
//
// A node that the engine does not know yet has a negative id and a stand-in output name. renumber() replaces both;
// older ids and names stay valid as arguments everywhere, so commands need not be told.
class WorkflowContent : public QObject
{
    Q_OBJECT

public:
    explicit WorkflowContent(QObject *parent = nullptr);

    static bool isLocal(FileId file) { return file.value() < 0; }
    static bool isLocalOutput(const QString &output);
    FileId newLocalId();
    static QString localOutput(FileId file);

    const QMap<FileId, NodeDraft> &drafts() const { return m_drafts; }
    // Null when there is none. Valid until the next change.
    const NodeDraft *draft(FileId file) const;
    FileId resolve(FileId file) const;
    QString resolveOutput(const QString &output) const;
    FileId fileNamed(const QString &name) const;
    // The node with this output, invalid for one outside the workflow.
    FileId producer(const QString &output) const { return m_producers.value(output); }
    QList<FileId> parents(FileId file) const;
    QList<DraftEdge> edges() const;
    // Where `to` names outputs of `from`.
    QList<InputPlace> inputsBetween(FileId from, FileId to) const;
    // Where others name outputs of `files`, in the order in which they must be put back.
    QList<InputPlace> inputsFrom(const QList<FileId> &files) const;

    void reset(const QList<NodeDraft> &drafts);
    void insertNodes(const QList<NodeDraft> &drafts);
    void removeNodes(const QList<FileId> &files);
    void setPositions(const QHash<FileId, QPointF> &positions);
    void setName(FileId file, const QString &name);
    void addInputs(const QList<InputPlace> &inputs);
    void removeInputs(const QList<InputPlace> &inputs);
    // What the engine has to say about a node that is here.
    void replaceDraft(const NodeDraft &draft);
    // The engine created `created` for the node `before`.
    void renumber(FileId before, const NodeDraft &created);

signals:
    void changed(const slipway::ChangeEvent &event);

private:
    void indexOutputs(const NodeDraft &draft);
    void replaceOutput(const QString &before, const QString &after);

    QMap<FileId, NodeDraft> m_drafts;
    QHash<QString, FileId> m_producers;
    QHash<FileId, FileId> m_renumbered;
    QHash<QString, QString> m_renamedOutputs;
    qint64 m_lastLocal = 0;
};

} // namespace slipway
