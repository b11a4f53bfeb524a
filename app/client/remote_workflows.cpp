#include "app/client/remote_backends.h"
#include "app/client/slipway_call.h"

namespace slipway {

using namespace Qt::StringLiterals;

Reply<QList<Workflow>> RemoteWorkflows::listWorkflows(WorkspaceId workspace)
{
    return RpcCall(m_api, actions::listWorkflows).with("ProjectId"_L1, workspace).ask<QList<Workflow>>();
}

// CreateBusiness answers the id alone, so the workflow is read afterwards.
Reply<Workflow> RemoteWorkflows::createWorkflow(WorkspaceId workspace, const QString &name, const QString &description)
{
    const auto promise = std::make_shared<QPromise<Outcome<Workflow>>>();
    promise->start();
    const auto answer = [promise](const Outcome<Workflow> &outcome) {
        promise->addResult(outcome);
        promise->finish();
    };
    RpcCall create(m_api, actions::createBusiness, actions::dataWorksVersion);
    create.with("ProjectId"_L1, workspace).with("BusinessName"_L1, name).with("Description"_L1, description);
    m_api.send(create.call(), [&api = m_api, answer](const Outcome<ApiAnswer> &created) {
        const auto id = created ? decodeAnswer<qint64>(created->status, created->body, "BusinessId")
                                : Outcome<qint64>(created.error());
        if (!id)
            return answer(id.error());
        const ApiCall read = RpcCall(api, actions::getWorkflow).with("BusinessId"_L1, *id).call();
        api.send(read, [answer](const Outcome<ApiAnswer> &found) {
            answer(found ? decodeAnswer<Workflow>(found->status, found->body) : Outcome<Workflow>(found.error()));
        });
    });
    return promise->future();
}

Reply<> RemoteWorkflows::updateWorkflow(WorkflowId workflow, const QString &name, const QString &description)
{
    return RpcCall(m_api, actions::updateBusiness, actions::dataWorksVersion)
        .with("BusinessId"_L1, workflow)
        .with("BusinessName"_L1, name)
        .with("Description"_L1, description)
        .run();
}

Reply<> RemoteWorkflows::deleteWorkflow(WorkflowId workflow)
{
    return RpcCall(m_api, actions::deleteBusiness, actions::dataWorksVersion).with("BusinessId"_L1, workflow).run();
}

Reply<QList<NodeDraft>> RemoteWorkflows::listDrafts(WorkflowId workflow)
{
    return RpcCall(m_api, actions::listDrafts).with("BusinessId"_L1, workflow).ask<QList<NodeDraft>>();
}

Reply<NodeDraft> RemoteWorkflows::draft(FileId file)
{
    return RpcCall(m_api, actions::getDraft).with("FileId"_L1, file).ask<NodeDraft>();
}

Reply<NodeDraft> RemoteWorkflows::createNode(WorkflowId workflow, NodeKind kind, const QString &name, QPointF position)
{
    return RpcCall(m_api, actions::createNode)
        .with("BusinessId"_L1, workflow)
        .with("FileType"_L1, qint64(kind))
        .with("Name"_L1, name)
        .with("X"_L1, position.x())
        .with("Y"_L1, position.y())
        .ask<NodeDraft>();
}

Reply<NodeDraft> RemoteWorkflows::saveDraft(const NodeDraft &draft)
{
    return RpcCall(m_api, actions::saveDraft).withJson("Draft"_L1, draft).ask<NodeDraft>();
}

Reply<> RemoteWorkflows::moveNodes(WorkflowId workflow, const QHash<FileId, QPointF> &positions)
{
    QList<NodePosition> list;
    for (auto it = positions.begin(); it != positions.end(); ++it)
        list += NodePosition{it.key(), it.value()};
    return RpcCall(m_api, actions::moveNodes).with("BusinessId"_L1, workflow).withJson("Positions"_L1, list).run();
}

Reply<> RemoteWorkflows::deleteNode(FileId file)
{
    return RpcCall(m_api, actions::deleteFile, actions::dataWorksVersion).with("FileId"_L1, file).run();
}

Reply<NodeDraft> RemoteWorkflows::restoreNode(const NodeDraft &draft)
{
    return RpcCall(m_api, actions::restoreNode).withJson("Draft"_L1, draft).ask<NodeDraft>();
}

Reply<NodeVersion> RemoteWorkflows::commit(FileId file, const QString &comment, bool manyInstances)
{
    RpcCall call(m_api, actions::commitNode);
    call.with("FileId"_L1, file).with("Comment"_L1, comment);
    if (manyInstances)
        call.with("AllowManyInstances"_L1, u"true"_s);
    return call.ask<NodeVersion>();
}

Reply<QList<NodeVersion>> RemoteWorkflows::listVersions(FileId file)
{
    return RpcCall(m_api, actions::listNodeVersions).with("FileId"_L1, file).ask<QList<NodeVersion>>();
}

Reply<QStringList> RemoteWorkflows::searchOutputs(WorkspaceId workspace, const QString &text)
{
    return RpcCall(m_api, actions::searchOutputs)
        .with("ProjectId"_L1, workspace)
        .with("Text"_L1, text)
        .ask<QStringList>();
}

} // namespace slipway
