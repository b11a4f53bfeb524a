#include "ui/groups/create_group_presenter.h"

#include "models/backend/groups_backend.h"
#include "models/domain/names.h"
#include "ui/groups/groups_presenter.h"

namespace slipway {

CreateGroupPresenter::CreateGroupPresenter(Backends &backends, const GroupsPresenter &groups, QObject *parent)
    : QObject(parent), m_backends(backends), m_groups(groups)
{
}

void CreateGroupPresenter::reset()
{
    ++m_generation;
    m_spec = {};
    m_nameTouched = false;
    m_busy = false;
    emit changed();
}

void CreateGroupPresenter::setName(const QString &name)
{
    m_spec.name = name;
    m_nameTouched = true;
    emit changed();
}

void CreateGroupPresenter::setDescription(const QString &description)
{
    m_spec.description = description;
    emit changed();
}

void CreateGroupPresenter::setOrderNumber(const QString &orderNumber)
{
    m_spec.orderNumber = orderNumber.trimmed();
    emit changed();
}

void CreateGroupPresenter::setSlotCount(int slotCount)
{
    m_spec.slotCount = slotCount;
    emit changed();
}

Outcome<> CreateGroupPresenter::checkName() const
{
    if (const Outcome<> rule = checkResourceGroupName(m_spec.name); !rule.ok())
        return rule;
    // The engine decides; saying it early saves a round.
    for (const ResourceGroup &other : m_groups.table().rows()) {
        if (other.name == m_spec.name)
            return Error::invalid(
                QStringLiteral("Name"),
                tr("There is already a resource group named %1. Names are unique in the tenant.").arg(m_spec.name));
    }
    return {};
}

QString CreateGroupPresenter::nameProblem() const
{
    if (!m_nameTouched)
        return {};
    const Outcome<> good = checkName();
    return good.failed() ? good.error().message : QString();
}

QString CreateGroupPresenter::descriptionProblem() const
{
    const Outcome<> good = checkDescription(m_spec.description);
    return good.failed() ? good.error().message : QString();
}

bool CreateGroupPresenter::isReady() const
{
    return !m_busy && checkName().ok() && checkDescription(m_spec.description).ok();
}

void CreateGroupPresenter::purchase()
{
    const int generation = m_generation;
    m_backends.groups.purchaseOrder().then(this, [this, generation](const Outcome<QString> &order) {
        if (generation != m_generation)
            return;
        if (order.failed())
            emit failed(tr("No order number was made."), order.error());
        else if (order.ok())
            emit orderMade(*order);
    });
}

void CreateGroupPresenter::submit()
{
    if (!isReady())
        return;
    setBusy(true);
    const int generation = m_generation;
    m_backends.groups.createGroup(m_spec).then(this, [this, generation](const Outcome<ResourceGroup> &group) {
        if (generation != m_generation)
            return;
        setBusy(false);
        if (group.failed())
            emit failed(tr("The resource group was not created."), group.error());
        else if (group.ok())
            emit created(*group);
    });
}

void CreateGroupPresenter::setBusy(bool busy)
{
    m_busy = busy;
    emit changed();
}

} // namespace slipway
