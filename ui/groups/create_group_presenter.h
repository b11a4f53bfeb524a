#pragma once

#include "models/backend/backends.h"
#include "models/domain/outcome.h"
#include "models/domain/resource_group.h"

#include <QObject>

namespace slipway {

class GroupsPresenter;

// "May this group be created, and if not why": the create panel's state without its fields.
class CreateGroupPresenter : public QObject
{
    Q_OBJECT

public:
    CreateGroupPresenter(Backends &backends, const GroupsPresenter &groups, QObject *parent = nullptr);

    // As for a panel just opened.
    void reset();
    void setName(const QString &name);
    void setDescription(const QString &description);
    void setOrderNumber(const QString &orderNumber);
    void setSlotCount(int slotCount); // 0: the number of processors

    // What breaks a rule, for the line under the field; nothing is said of a name that was not typed yet.
    QString nameProblem() const;
    QString descriptionProblem() const;
    // All rules hold and nothing is under way.
    bool isReady() const;
    bool isBusy() const { return m_busy; }
    const ResourceGroupSpec &spec() const { return m_spec; }

    // Asks for an order number; orderMade() follows.
    void purchase();
    void submit();

signals:
    void changed();
    void orderMade(const QString &orderNumber);
    void created(const slipway::ResourceGroup &group);
    // `error.field` names the field at fault where there is one.
    void failed(const QString &what, const slipway::Error &error);

private:
    void setBusy(bool busy);
    Outcome<> checkName() const;

    Backends &m_backends;
    const GroupsPresenter &m_groups;
    ResourceGroupSpec m_spec;
    bool m_nameTouched = false;
    bool m_busy = false;
    int m_generation = 0; // of the panel: answers to an earlier one are dropped
};

} // namespace slipway
