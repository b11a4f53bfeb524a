// DataWorks 2020-05-18: commits, deployments, versions of files (reference: dataworks 6.7). The workspaces are in basic
// mode: a commit goes live at once.

#include "app/engine/deployments.h"
#include "app/engine/drafts.h"
#include "app/engine/engine.h"
#include "app/server/dataworks_requests.h"
#include "app/server/deployment_log.h"
#include "models/domain/schedule_rules.h"
#include "models/contract/dataworks_codec.h"

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;
using dataworks::VersionFacts;

namespace {

Outcome<NodeDraft> requestedDraft(const ApiContext &api, const RequestParameters &parameters)
{
    const auto id = parameters.requiredInteger(u"FileId"_s);
    if (!id)
        return id.error();
    return api.engine.drafts().draft(FileId(*id));
}

Deployment newDeployment(const ApiContext &api, const NodeDraft &draft, const QString &user)
{
    Deployment deployment;
    deployment.file = draft.id;
    deployment.creator = user;
    const QString day = toDateTime(api.clock.now(), QTimeZone::utc()).toString(u"yyyyMMddHHmmss"_s);
    deployment.name = u"%1-%2_%3"_s.arg(draft.name, day, user);
    return deployment;
}

QString whyFailed(const Outcome<NodeVersion> &outcome)
{
    if (!outcome.failed())
        return u"The commit was given up."_s;
    const Error &error = outcome.error();
    const bool canBeMeant = error.code == manyInstancesCode;
    return canBeMeant ? error.message + u" To confirm, submit with SkipAllDeployFileExtensions=true."_s : error.message;
}

// Accepted at once; the result is what GetDeployment says. What the pre-deploy check would ask a person, the number of
// instances a day, counts as confirmed when that check is to be skipped; what cannot work stays refused.
void submitFile(const ApiContext &api, const IncomingCall &call)
{
    const auto confirmed = call.parameters.boolean(u"SkipAllDeployFileExtensions"_s, false);
    if (!confirmed)
        return call.failWith(confirmed);
    const auto draft = requestedDraft(api, call.parameters);
    if (!draft)
        return call.failWith(draft);
    const qint64 id = api.deployments.begin(newDeployment(api, *draft, call.caller));
    const auto committed = [&deployments = api.deployments, id](const Outcome<NodeVersion> &outcome) {
        if (outcome.ok())
            deployments.succeed(id, outcome->version);
        else
            deployments.fail(id, whyFailed(outcome));
    };
    const Deployments::Commit commit{call.parameters.text(u"Comment"_s), call.caller, *confirmed};
    api.engine.deployments().commit(draft->id, commit, committed);
    call.answer(Envelope::E5, "Data", QByteArray::number(id));
}

void deployFile(const ApiContext &api, const IncomingCall &call)
{
    RequestParameters parameters = call.parameters;
    if (parameters.text(u"FileId"_s).isEmpty() && parameters.has(u"NodeId"_s)) {
        const auto id = parameters.requiredInteger(u"NodeId"_s);
        const auto node = id ? api.engine.deployments().node(NodeId(*id)) : Outcome<Node>(id.error());
        if (!node)
            return call.failWith(node);
        parameters.set(u"FileId"_s, node->file.toString());
    }
    const auto draft = requestedDraft(api, parameters);
    if (!draft)
        return call.failWith(draft);
    if (draft->latestVersion == 0)
        return call.fail(Error::conflict(u"Invalid.File.NotCommitted"_s,
                                         u"The file \"%1\" was never committed. Commit it first."_s.arg(draft->name)));
    Deployment deployment = newDeployment(api, *draft, call.caller);
    deployment.fromEnvironment = 1;
    deployment.toEnvironment = 2;
    const qint64 id = api.deployments.begin(deployment);
    api.deployments.succeed(id, draft->latestVersion);
    call.answer(Envelope::E5, "Data", QByteArray::number(id));
}

void getDeployment(const ApiContext &api, const IncomingCall &call)
{
    const auto id = call.parameters.requiredInteger(u"DeploymentId"_s);
    const auto deployment = id ? api.deployments.find(*id) : Outcome<Deployment>(id.error());
    if (!deployment)
        return call.failWith(deployment);
    call.answer(Envelope::E5, "Data", dataworks::encodeDeployment(*deployment));
}

// The version that the scheduler knows; 0 for a node that was never committed or is undeployed.
int currentVersion(const ApiContext &api, const NodeDraft &draft)
{
    const auto node = api.engine.deployments().node(draft.node);
    return node && !node->undeployed ? node->current.version : 0;
}

// Reads all versions of the file that the call names, newest first, and goes on with them.
template <class Use>
void withVersions(const ApiContext &api, const IncomingCall &call, Use use)
{
    const auto draft = requestedDraft(api, call.parameters);
    if (!draft)
        return call.failWith(draft);
    using Versions = std::vector<NodeVersion>;
    const auto read = [use, current = currentVersion(api, *draft)](const IncomingCall &done, const Versions &versions) {
        QList<VersionFacts> facts;
        for (const NodeVersion &version : versions)
            facts.append({version, version.version == current});
        use(done, facts);
    };
    api.engine.deployments().listVersions(draft->id, call.then<Versions>(read));
}

void listFileVersions(const ApiContext &api, const IncomingCall &call)
{
    const auto page = requestedPage(call.parameters);
    if (!page)
        return call.failWith(page);
    withVersions(api, call, [wanted = *page](const IncomingCall &done, const QList<VersionFacts> &versions) {
        const auto cut = dataworks::pageOf(versions, wanted.number, wanted.size);
        done.answer(Envelope::E5, "Data", dataworks::encodeFileVersionPage(cut));
    });
}

void getFileVersion(const ApiContext &api, const IncomingCall &call)
{
    const auto number = call.parameters.requiredInteger(u"FileVersion"_s);
    if (!number)
        return call.failWith(number);
    withVersions(api, call, [wanted = *number](const IncomingCall &done, const QList<VersionFacts> &versions) {
        const auto isWanted = [wanted](const VersionFacts &facts) { return facts.version.version == wanted; };
        const auto found = std::find_if(versions.begin(), versions.end(), isWanted);
        if (found == versions.end())
            return done.fail(
                Error::notFound(u"Invalid.FileVersion.NotFound"_s, u"The file has no version %1."_s.arg(wanted)));
        done.answer(Envelope::E5, "Data", dataworks::encodeFileVersion(*found));
    });
}

} // namespace

RpcActions dataWorksVersionActions()
{
    static constexpr RpcAction table[] = {
        {"SubmitFile"_L1, submitFile},         {"DeployFile"_L1, deployFile},
        {"GetDeployment"_L1, getDeployment},   {"ListFileVersions"_L1, listFileVersions},
        {"GetFileVersion"_L1, getFileVersion},
    };
    return table;
}

} // namespace slipway
