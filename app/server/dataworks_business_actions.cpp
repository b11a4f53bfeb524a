// DataWorks 2020-05-18: business flows (reference: dataworks 6.6).

#include "app/engine/catalog.h"
#include "app/engine/engine.h"
#include "app/server/dataworks_requests.h"
#include "models/contract/dataworks_codec.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

// BusinessId, and where ProjectId or ProjectIdentifier is given, the flow must be in that workspace.
Outcome<Workflow> requestedWorkflow(const ApiContext &api, const RequestParameters &parameters)
{
    const auto id = parameters.requiredInteger(u"BusinessId"_s);
    if (!id)
        return id.error();
    auto workflow = api.engine.catalog().workflow(WorkflowId(*id));
    if (!workflow || !(parameters.has(u"ProjectId"_s) || parameters.has(u"ProjectIdentifier"_s)))
        return workflow;
    const auto workspace = requestedWorkspace(api, parameters);
    if (!workspace)
        return workspace.error();
    if (workflow->workspace != workspace->id)
        return Error::notFound(u"Invalid.Business.NotFound"_s,
                               u"The workspace %1 has no business flow %2."_s.arg(workspace->identifier).arg(*id));
    return workflow;
}

void createBusiness(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const auto workspace = in.take(requestedWorkspace(api, call.parameters));
    const QString name = in.requiredText(u"BusinessName"_s);
    if (in.failed())
        return call.fail(in.error());
    if (const QString use = in.text(u"UseType"_s); !use.isEmpty() && use != "NORMAL"_L1)
        return call.fail(
            Error::invalid(u"UseType"_s, u"UseType \"%1\" is not supported; it is NORMAL."_s.arg(use.left(64))));
    const QString owner = in.text(u"Owner"_s);
    api.engine.catalog().createWorkflow(workspace.id, name, in.text(u"Description"_s),
                                        owner.isEmpty() ? call.caller : owner,
                                        call.then<Workflow>([](const IncomingCall &done, const Workflow &made) {
                                            done.answer(Envelope::E5, "BusinessId", made.id.toString().toLatin1());
                                        }));
}

void updateBusiness(const ApiContext &api, const IncomingCall &call)
{
    const auto workflow = requestedWorkflow(api, call.parameters);
    if (!workflow)
        return call.failWith(workflow);
    api.engine.catalog().updateWorkflow(workflow->id, call.parameters.text(u"BusinessName"_s, workflow->name),
                                        call.parameters.text(u"Description"_s, workflow->description),
                                        call.thenDone<Workflow>(Envelope::E5));
}

void deleteBusiness(const ApiContext &api, const IncomingCall &call)
{
    const auto workflow = requestedWorkflow(api, call.parameters);
    if (!workflow)
        return call.failWith(workflow);
    api.engine.catalog().deleteWorkflow(workflow->id, call.thenDone(Envelope::E5));
}

void getBusiness(const ApiContext &api, const IncomingCall &call)
{
    const auto workflow = requestedWorkflow(api, call.parameters);
    if (!workflow)
        return call.failWith(workflow);
    call.answer(Envelope::E5, "Data", dataworks::encodeBusiness(*workflow));
}

void listBusiness(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const auto workspace = in.take(requestedWorkspace(api, call.parameters));
    const auto page = in.take(requestedPage(call.parameters));
    if (in.failed())
        return call.fail(in.error());
    QList<Workflow> found;
    for (const Workflow &workflow : api.engine.catalog().workflows(workspace.id)) {
        if (workflow.name.contains(in.text(u"Keyword"_s), Qt::CaseInsensitive))
            found.append(workflow);
    }
    call.answer(Envelope::E5, "Data", dataworks::encodeBusinessPage(dataworks::pageOf(found, page.number, page.size)));
}

} // namespace

RpcActions dataWorksBusinessActions()
{
    static constexpr RpcAction table[] = {
        {"CreateBusiness"_L1, createBusiness}, {"UpdateBusiness"_L1, updateBusiness},
        {"DeleteBusiness"_L1, deleteBusiness}, {"GetBusiness"_L1, getBusiness},
        {"ListBusiness"_L1, listBusiness},
    };
    return table;
}

} // namespace slipway
